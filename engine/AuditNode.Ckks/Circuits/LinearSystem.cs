namespace AuditNode.Ckks.Circuits;

/// <summary>Gaussian elimination with partial pivoting in 106-bit arithmetic.</summary>
internal static class LinearSystem
{
    /// <summary>The solution of n equations; overwrites them.</summary>
    /// <param name="rows">n rows of n coefficients and the right-hand side.</param>
    /// <exception cref="InvalidOperationException">A pivot is zero.</exception>
    internal static DoubleDouble[] Solve(DoubleDouble[][] rows)
    {
        var n = rows.Length;
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var i = column + 1; i < n; i++)
            {
                pivot = Math.Abs(rows[i][column].High) > Math.Abs(rows[pivot][column].High) ? i : pivot;
            }

            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            if (rows[column][column].Sign == 0)
            {
                throw new InvalidOperationException("The equations are singular.");
            }

            for (var i = column + 1; i < n; i++)
            {
                var factor = rows[i][column] / rows[column][column];
                for (var j = column; j <= n; j++)
                {
                    rows[i][j] -= factor * rows[column][j];
                }
            }
        }

        var solution = new DoubleDouble[n];
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = rows[i][n];
            for (var j = i + 1; j < n; j++)
            {
                sum -= rows[i][j] * solution[j];
            }

            solution[i] = sum / rows[i][i];
        }

        return solution;
    }
}
