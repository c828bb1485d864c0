package dev.spektron.model.mamba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spektron.autograd.Graph;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import org.junit.jupiter.api.Test;

class MambaStackTest {
    private static long parameters(MambaConfig c) {
        Parameters p = new Parameters();
        new MambaStack(p, c);
        return p.layout().parameterCount();
    }

    /// Numbers of the model specification, section 4.1.
    @Test
    void hasThePublishedNumberOfParameters() {
        assertEquals(1_753_600, parameters(MambaConfig.DEFAULT));
        assertEquals(29_952, parameters(MambaConfig.LIGHT));
    }

    @Test
    void aWrongWidthNamesScopeOperationAndShapes() {
        Parameters p = new Parameters();
        MambaStack stack = new MambaStack(p, MambaConfig.LIGHT);
        Graph g = new Graph(p.layout());
        ShapeException e = assertThrows(ShapeException.class, () -> stack.apply(Pass.evaluate(g), g.input("x", Shape.of(2, 7, 63))));
        assertEquals("layers.0: LayerNorm[centre=true, eps=1.0E-5]: expected gamma of shape (63), found (64)", e.getMessage());
    }
}
