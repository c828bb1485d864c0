package dev.spektron.backend.tornado;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.LineNumber;
import java.util.List;

/// Where the source of a launcher is, for messages.
final class KernelSource {
    /// Every class of launchers.
    static final List<Class<?>> LAUNCHERS = List.of(AttentionGradTileKernels.class, AttentionKernels.class, AttentionTileKernels.class,
        ChainTemplate.class, CheckKernels.class, DenseKernels.class, DiagonalKernels.class, EffectKernels.class, LineKernels.class,
        LineRowKernels.class, OscillatoryKernels.class, PrimitiveKernels.class, RandomKernels.class, RowKernels.class, ScanKernels.class,
        SelectiveKernels.class, SignalKernels.class, TileKernels.class, TransferKernels.class, TransportKernels.class);

    private KernelSource() {}

    /// File and first line of a launcher, such as `RowKernels.java:20`; the folder of all of them if there is none of this name.
    static String of(String kernel) {
        for (Class<?> c : LAUNCHERS) {
            for (MethodModel m : methods(c)) {
                if (m.methodName().equalsString(kernel)) {
                    return "kernels/tornado, " + c.getSimpleName() + ".java" + m.code().map(KernelSource::line).orElse("");
                }
            }
        }
        return "kernels/tornado";
    }

    private static List<MethodModel> methods(Class<?> c) {
        try (InputStream in = c.getResourceAsStream(c.getSimpleName() + ".class")) {
            return in == null ? List.of() : ClassFile.of().parse(in.readAllBytes()).methods();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String line(CodeModel code) {
        return code.elementStream().filter(LineNumber.class::isInstance).map(l -> ":" + ((LineNumber) l).line()).findFirst().orElse("");
    }
}
