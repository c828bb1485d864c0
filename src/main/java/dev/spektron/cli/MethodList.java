package dev.spektron.cli;

import dev.spektron.chem.auto.Strategies;
import dev.spektron.chem.auto.Strategy;
import dev.spektron.chem.transfer.TransferMethod;
import dev.spektron.chem.transfer.TransferMethods;

/// `spektron transfer --list-methods`.
final class MethodList {
    private MethodList() {}

    static String text() {
        StringBuilder out = new StringBuilder(String.format("%-10s %-9s %s%n", "method", "standards", "what, and where from"));
        for (TransferMethod m : TransferMethods.all()) {
            out.append(String.format("%-10s >= %-6d %s; %s%n", m.name(), m.minimumStandards(), m.title(), m.reference()));
        }
        for (String name : Strategies.names()) {
            Strategy s = Strategies.byName(name);
            out.append(String.format("%-10s >= %-6d %s%n", s.name(), s.minimumStandards(), s.title()));
        }
        return out.toString();
    }
}
