package dev.spektron.experiment.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void buildsOfJavaThatCorruptArraysAreNotSuitable() {
        for (String good : new String[] {"25.0.3", "25.0.3+9-LTS", "25.0.10", "25.1"}) {
            assertEquals("", Machine.unsuitable(Runtime.Version.parse(good)), good);
        }
        for (String bad : new String[] {"25", "25.0.2", "25.0.2+10-LTS", "24.0.3", "26"}) {
            assertTrue(Machine.unsuitable(Runtime.Version.parse(bad)).endsWith(", found " + bad), bad);
        }
    }
}
