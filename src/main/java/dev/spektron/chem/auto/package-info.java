/// Transfer without hindsight: strategies that choose, weight and combine preprocessing and methods on training data alone.
///
/// `Search` scores every combination of preprocessing (`Recipes`), alignment (`Alignment`), use of the target standards (`Mode`),
/// difference penalty and regression (`Grid`) by the same inner folds (`InnerFolds`); [BestCombination] takes the best,
/// [Ensemble] weights all. What makes 5376 combinations cheap:
///
/// - regressions run in the coordinates of the training spectra (`Coordinates`), of which there are at most 80;
/// - the combinations of a cell share one matrix X'X, which is reduced to tridiagonal form once (`Tridiagonal`); every ridge parameter and
///   every PLS component of every property is then a matter of a few vectors (`Paths`);
/// - the weighted sum of all regressions of one preprocessing and one alignment is a single linear model.
///
/// Coordinates and row weights are learned once on all training data, without reference values, and shared by the folds. Inner predictions
/// are limited one by one, the deployed ones a group at a time.
package dev.spektron.chem.auto;
