//! Solving the small symmetric systems of conductances.

/// Solves `matrix · x = rhs` in place: `rhs` becomes `x`.
///
/// Conductance matrices of driven nets are symmetric, diagonally dominant and regular, so
/// elimination needs no pivoting. Only + − × ÷ are used, in a fixed order: the result has the
/// same bits on every machine.
pub(super) fn solve(matrix: &mut [f64], rhs: &mut [f64]) {
    let n = rhs.len();
    for pivot in 0..n {
        let diagonal = matrix[pivot * n + pivot];
        for row in pivot + 1..n {
            let below = matrix[row * n + pivot];
            // Most nets touch two others: skipping zeros makes long chains cheap.
            if below == 0.0 {
                continue;
            }
            let factor = below / diagonal;
            for column in pivot..n {
                let above = matrix[pivot * n + column];
                if above != 0.0 {
                    matrix[row * n + column] -= factor * above;
                }
            }
            rhs[row] -= factor * rhs[pivot];
        }
    }
    for row in (0..n).rev() {
        let mut sum = rhs[row];
        for column in row + 1..n {
            sum -= matrix[row * n + column] * rhs[column];
        }
        rhs[row] = sum / matrix[row * n + row];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_with_a_known_answer_is_solved() {
        let mut matrix = [4.0, -1.0, 0.0, -1.0, 4.0, -1.0, 0.0, -1.0, 4.0];
        let mut rhs = [2.0, 4.0, 10.0];
        solve(&mut matrix, &mut rhs);
        for (found, expected) in rhs.iter().zip([1.0, 2.0, 3.0]) {
            assert!((found - expected).abs() < 1e-12);
        }
    }
}
