package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Elementary;
import dev.spektron.kernels.Elements;
import dev.spektron.tensor.Shape;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The byte code of chains. That chains of all kinds have the results of the backend `scalar` shows [HostBackendTest].
class CompiledChainsTest {
    private static Chain chain(Elementary f, float p, float q) {
        List<Chain.Access> access = IntStream.range(0, 3).mapToObj(i -> new Chain.Access(List.of(1))).toList();
        return new Chain(Shape.of(5), access, List.of(new Chain.Instruction(f, 0, f.arity() > 1 ? 1 : 0, f.arity() > 2 ? 2 : 0, p, q)),
            List.of(3));
    }

    private static float[] run(Chain chain, float[] m, float[] settings) {
        CompiledChains.of(chain).apply(m, new int[] {0, 5, 10, 15}, settings, 5, 256);
        return Arrays.copyOfRange(m, 15, 20);
    }

    /// Each function is a method of its own and computes what its number does, with settings that are constants and with some that are not.
    @ParameterizedTest
    @EnumSource
    void everyFunctionIsCalledByItsName(Elementary f) throws NoSuchMethodException {
        Class<?>[] parameters = new Class<?>[f.arity() + (CompiledChains.hasSettings(f) ? 2 : 0)];
        Arrays.fill(parameters, float.class);
        Method method = Elements.class.getMethod(CompiledChains.name(f), parameters);
        assertEquals(float.class, method.getReturnType());
        for (float q : new float[] {0.5f, Float.POSITIVE_INFINITY}) {
            float[] m = new float[20];
            float[] expected = new float[5];
            for (int i = 0; i < 5; i++) {
                m[i] = i - 2;
                m[5 + i] = 1.25f - i % 2;
                m[10 + i] = 7 * i;
                expected[i] = Elements.apply(f.code(), m[i], m[5 + i], m[10 + i], -0.75f, q);
            }
            assertArrayEquals(expected, run(chain(f, -0.75f, q), m, new float[] {-0.75f, q}));
        }
    }

    /// Equal chains of different layers are one kernel.
    @Test
    void equalChainsShareTheirCode() {
        assertSame(CompiledChains.of(chain(Elementary.CLAMP, 0, 1)), CompiledChains.of(chain(Elementary.CLAMP, 0, 1)));
        assertNotSame(CompiledChains.of(chain(Elementary.CLAMP, 0, 1)), CompiledChains.of(chain(Elementary.CLAMP, 0, 2)));
    }
}
