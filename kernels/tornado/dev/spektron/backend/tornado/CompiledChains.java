package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.ChainProgram;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Elementary;
import dev.spektron.kernels.Elements;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task5;

/// Kernels of chains: Java byte code for each chain of elementwise operations, which TornadoVM compiles as it compiles any other kernel.
///
/// A kernel that reads the chain as a program (`dev.spektron.kernels.Chains`, as on the backend `scalar`) keeps its registers in the
/// memory of the device, because their number is not known: for each element it reads and writes there 4 bytes per register and reads 16
/// bytes per instruction beside what the chain itself reads and writes. In the code made here registers are local variables, and
/// instructions are calls of [Elements], in the same order and so with the same results. Extents, strides and settings are constants; where
/// operands and results stand is read from a table, so that equal chains of all layers share one class.
final class CompiledChains {
    private static final ClassDesc ELEMENTS = ClassDesc.of(Elements.class.getName());
    /// Parameters of [ChainTemplate#element].
    private static final int I = 0;
    private static final int M = 1;
    private static final int PLACES = 2;
    private static final int SETTINGS = 3;
    private static final int LOCALS = 4;

    private static final Map<Chain, Task5<float[], int[], float[], Integer, Integer>> MADE = new ConcurrentHashMap<>();

    private CompiledChains() {}

    /// The kernel of a chain.
    static Task5<float[], int[], float[], Integer, Integer> of(Chain chain) {
        return MADE.computeIfAbsent(chain, c -> task(new Copy(bytes(ChainProgram.of(c, null))).made));
    }

    /// Loads a class that has the name of one that is there.
    private static final class Copy extends ClassLoader {
        private final Class<?> made;

        Copy(byte[] bytes) {
            super(ChainTemplate.class.getClassLoader());
            made = defineClass(ChainTemplate.class.getName(), bytes, 0, bytes.length);
        }
    }

    @SuppressWarnings("unchecked")
    private static Task5<float[], int[], float[], Integer, Integer> task(Class<?> made) {
        try {
            Method task = made.getDeclaredMethod("task");
            task.setAccessible(true);
            return (Task5<float[], int[], float[], Integer, Integer>) task.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("kernel kChain: its code cannot be used: " + e, e);
        }
    }

    private static byte[] bytes(ChainProgram program) {
        CodeTransform body = new CodeTransform() {
            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                // The body of the template is left out.
            }

            @Override
            public void atEnd(CodeBuilder code) {
                write(code, program);
            }
        };
        ClassFile file = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG);
        return file.transformClass(file.parse(template()),
            ClassTransform.transformingMethodBodies(m -> m.methodName().equalsString("element"), body));
    }

    private static byte[] template() {
        try (InputStream in = ChainTemplate.class.getResourceAsStream("ChainTemplate.class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of ChainTemplate cannot be read", e);
        }
    }

    private static void write(CodeBuilder code, ChainProgram program) {
        int axes = program.extents().length;
        int operands = program.strides().length;
        int registers = LOCALS + axes;
        coordinates(code, program);
        for (int k = 0; k < operands; k++) {
            code.aload(M);
            place(code, k);
            index(code, program, k);
            code.faload().fstore(registers + k);
        }
        for (int k = 0; k < program.chain().code().size(); k++) {
            apply(code, program.chain().code().get(k), k, registers);
            code.fstore(registers + operands + k);
        }
        for (int k = 0; k < program.chain().results().size(); k++) {
            code.aload(M);
            place(code, operands + k);
            code.iload(I).iadd().fload(registers + program.chain().results().get(k)).fastore();
        }
        code.return_();
    }

    /// Puts the element's place along each axis into a local variable, where an operand needs it.
    private static void coordinates(CodeBuilder code, ChainProgram program) {
        boolean full = true;
        for (int k = 0; k < program.strides().length; k++) {
            full &= program.chain().isFull(k) || isSpread(program, k);
        }
        if (full) {
            return;
        }
        int rest = program.extents().length + LOCALS - 1;
        code.iload(I).istore(rest);
        for (int axis = program.extents().length - 1; axis > 0; axis--) {
            int extent = program.extents()[axis];
            code.iload(rest).loadConstant(extent).idiv();
            code.iload(rest).loadConstant(extent).irem().istore(LOCALS + axis);
            rest = LOCALS + axis - 1;
            code.istore(rest);
        }
    }

    private static boolean isSpread(ChainProgram program, int operand) {
        for (int stride : program.strides()[operand]) {
            if (stride != 0) {
                return false;
            }
        }
        return true;
    }

    private static void place(CodeBuilder code, int k) {
        code.aload(PLACES).loadConstant(k).iaload();
    }

    /// Adds the distance of the element from the first one of an operand.
    private static void index(CodeBuilder code, ChainProgram program, int operand) {
        if (program.chain().isFull(operand)) {
            code.iload(I).iadd();
            return;
        }
        for (int axis = 0; axis < program.extents().length; axis++) {
            int stride = program.strides()[operand][axis];
            if (stride != 0) {
                code.iload(LOCALS + axis).loadConstant(stride).imul().iadd();
            }
        }
    }

    /// Calls the function of an instruction.
    private static void apply(CodeBuilder code, Chain.Instruction i, int number, int registers) {
        int[] from = {i.a(), i.b(), i.c()};
        for (int k = 0; k < i.f().arity(); k++) {
            code.fload(registers + from[k]);
        }
        int parameters = i.f().arity();
        if (hasSettings(i.f())) {
            setting(code, i.p(), 2 * number);
            setting(code, i.q(), 2 * number + 1);
            parameters += 2;
        }
        code.invokestatic(ELEMENTS, name(i.f()),
            MethodTypeDesc.of(ConstantDescs.CD_float, Collections.nCopies(parameters, ConstantDescs.CD_float)));
    }

    /// Compilers for GPUs have no constants that are no finite number.
    private static void setting(CodeBuilder code, float value, int number) {
        if (Float.isFinite(value)) {
            code.loadConstant(value);
        } else {
            code.aload(SETTINGS).loadConstant(number).faload();
        }
    }

    static boolean hasSettings(Elementary f) {
        return f == Elementary.AFFINE || f == Elementary.CLAMP;
    }

    /// The method of [Elements] that computes a function.
    static String name(Elementary f) {
        String[] words = f.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }
}
