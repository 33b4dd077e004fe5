using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Circuits;

/// <summary>
/// Evaluates polynomials in the Chebyshev basis on ciphertexts, by plans of minimal depth. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Scales match exactly at every sum: the scale of the result decides the scales of the quotients from the top down, and every
/// coefficient is encoded at the scale that its term needs (Bossuat, Mouchet, Troncoso-Pastoriza and Hubaux 2021, eprint
/// 2020/1203, section 3). Sums of products are relinearised and rescaled once.
/// </remarks>
/// <param name="evaluator">Evaluator.</param>
/// <param name="key">Relinearisation key for as many limbs as the inputs have.</param>
public sealed class PolynomialEvaluator(Evaluator evaluator, RelinearizationKey key)
{
    /// <summary>Evaluates a planned series in every slot.</summary>
    /// <param name="x">
    /// Ciphertext of the normalised variable, with values in [-1, 1] and more limbs than the plan's depth.
    /// </param>
    /// <param name="plan">Plan of the series.</param>
    /// <param name="destination">Receives the result, with <see cref="ChebyshevPlan.Depth"/> limbs fewer; may be x.</param>
    /// <param name="scale">
    /// Scale of the result; by default that of x. Both should be near the primes that are consumed: the scale of T_k grows with the
    /// k-th power of their ratio.
    /// </param>
    /// <exception cref="OperandMismatchException">
    /// x has too few limbs or was not relinearised, the plan is a constant, something belongs to other parameters, or the scales would
    /// leave a power or a coefficient fewer than 20 bits after the binary point, or make the integer of a coefficient reach 2^100, as
    /// a constant term of 1 does with primes and scales of 50 bits.
    /// </exception>
    /// <exception cref="MissingKeyException">The key covers fewer limbs than x; a polynomial of degree 1 needs none of them.</exception>
    public void Evaluate(Ciphertext x, ChebyshevPlan plan, Ciphertext destination, double? scale = null)
    {
        evaluator.Check(x, destination);
        Evaluator.CheckSize(x, 2, "relinearise it first");
        if (plan.Depth == 0) throw new OperandMismatchException("degree", "A constant polynomial needs no ciphertext; encode the constant instead.");
        if (x.LimbCount <= plan.Depth)
        {
            throw new OperandMismatchException("level",
                $"The polynomial consumes {plan.Depth} levels, but the ciphertext has {x.Level}; use a lower degree or parameters with more levels.");
        }

        if (plan.RelinearizationCount > 0) evaluator.CheckKey(key, x);
        PolynomialScales.Check(plan, x, scale ?? x.Scale);
        int highest = 1;
        foreach (ChebyshevBasisStep step in plan.Basis) highest = Math.Max(highest, step.Index);
        var basis = new Ciphertext?[highest + 1];
        basis[1] = x;
        try
        {
            foreach (ChebyshevBasisStep step in plan.Basis)
            {
                basis[step.Index] = evaluator.Rent();
                ComputeBasis(step, basis, x.LimbCount);
            }

            EvaluateNode(plan.Root, basis, x.LimbCount, scale ?? x.Scale, destination);
        }
        finally
        {
            for (int i = 2; i < basis.Length; i++)
            {
                if (basis[i] is { } ciphertext) evaluator.Return(ciphertext);
            }
        }
    }

    /// <summary>T_(a+b) = 2 T_a T_b - T_(a-b): the difference is taken before, and the doubling with, the division by the prime.</summary>
    private void ComputeBasis(ChebyshevBasisStep step, Ciphertext?[] basis, int inputLimbs)
    {
        int limbs = inputLimbs - (step.Depth - 1);
        Ciphertext product = basis[step.Index]!;
        Ciphertext a = basis[step.A]!, b = basis[step.B]!;
        (Ciphertext, double)[] difference = step.A == step.B ? [] : [(basis[step.A - step.B]!, -0.5)];
        evaluator.Combine([(a, b)], difference, step.A == step.B ? -0.5 : 0, limbs, a.Scale * b.Scale, product);
        evaluator.RelinearizeRescaleDouble(product, key, product);
    }

    private void EvaluateNode(ChebyshevNode node, Ciphertext?[] basis, int inputLimbs, double scale, Ciphertext destination)
    {
        int limbs = inputLimbs - (node.Depth - 1);
        double sumScale = scale * evaluator.Context.Rlwe.Basis[limbs - 1].AsDouble;
        var products = new (Ciphertext Power, Ciphertext Quotient)[node.Products.Length];
        Ciphertext sum = evaluator.Rent();
        try
        {
            for (int i = 0; i < products.Length; i++)
            {
                products[i] = (basis[node.Products[i].PowerIndex]!, evaluator.Rent());
                EvaluateNode(node.Products[i].Quotient, basis, inputLimbs, sumScale / products[i].Power.Scale, products[i].Quotient);
            }

            (Ciphertext, double)[] multiples = [.. node.Terms.Where(t => t.BasisIndex != 0).Select(t => (basis[t.BasisIndex]!, t.Coefficient))];
            double constant = node.Terms.Where(t => t.BasisIndex == 0).Sum(t => t.Coefficient);
            evaluator.Combine(products, multiples, constant, limbs, sumScale, sum);
            if (node.IsLeaf) evaluator.Rescale(sum, destination);
            else evaluator.RelinearizeRescale(sum, key, destination);
            destination.Scale = scale; // equal up to the rounding of the quotients above
        }
        finally
        {
            evaluator.Return(sum);
            foreach ((_, Ciphertext quotient) in products)
            {
                if (quotient is not null) evaluator.Return(quotient);
            }
        }
    }
}
