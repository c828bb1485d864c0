/// Transfer without hindsight: strategies that choose, weight and combine preprocessing and methods on training data alone.
package dev.spektron.chem.auto;
