package dev.spektron.io.jcamp;

import java.util.Map;

/// Where the numbers of a table stand.
///
/// @param label label as normalised, such as `XYDATA`
/// @param form variables and layout
/// @param from first byte behind the label's line
/// @param to end of the numbers
/// @param line number of the first line of numbers
/// @param page text of the `##PAGE=` that it belongs to, empty outside NTUPLES
/// @param own what stands between `##PAGE=` and the table and holds for it alone, such as `FIRST`, by [JcampBlock#key(String)]
/// @param npoints `##NPOINTS=` between page and table, negative if there is none
record DataTable(String label, TableForm form, int from, int to, int line, String page, Map<String, String> own, int npoints) {}
