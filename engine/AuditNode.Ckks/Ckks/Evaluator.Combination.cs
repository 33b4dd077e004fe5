using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks;

/// <content>
/// Sums of products and of multiples, limb by limb: a limb of the sum stays in the cache until everything is added to it.
/// </content>
public sealed unsafe partial class Evaluator
{
    /// <summary>Sum of products and real multiples, and a real constant, modulo the first primes; to be relinearised if there is a product.</summary>
    /// <param name="products">Pairs of relinearised ciphertexts with at least as many limbs.</param>
    /// <param name="multiples">Ciphertexts with at least as many limbs, and their factors, each encoded at the scale that it needs.</param>
    /// <param name="constant">Constant added to every slot.</param>
    /// <param name="limbs">Limbs of the sum.</param>
    /// <param name="scale">Scale of the sum, which that of every product must be.</param>
    /// <param name="destination">Receives the sum; not one of the operands.</param>
    internal void Combine((Ciphertext A, Ciphertext B)[] products, (Ciphertext A, double Factor)[] multiples, double constant,
        int limbs, double scale, Ciphertext destination)
    {
        foreach ((Ciphertext a, Ciphertext b) in products)
        {
            CheckFactors(a, b);
            CheckSameScale(a.Scale * b.Scale, scale);
        }

        Int128[] scalars = Array.ConvertAll(multiples, m => ScaleConstant(m.Factor, scale / m.A.Scale, limbs));
        Int128 scaledConstant = ScaleConstant(constant, scale, limbs);
        destination.Reshape(products.Length > 0 ? 3 : 2, limbs);
        _basis.Scheduler.Run(new CombinationWork(products, multiples, scalars, scaledConstant, destination), limbs);
        destination.Scale = scale;
        GC.KeepAlive(products);
        GC.KeepAlive(multiples);
    }

    private readonly record struct CombinationWork((Ciphertext A, Ciphertext B)[] Products, (Ciphertext A, double Factor)[] Multiples,
        Int128[] Scalars, Int128 Constant, Ciphertext Destination) : ILimbWork
    {
        public void Run(int index)
        {
            for (int i = 0; i < Products.Length; i++) new TensorWork(Products[i].A, Products[i].B, Destination, Accumulate: i > 0).Run(index);
            for (int i = 0; i < Multiples.Length; i++)
            {
                new ScalarWork(Multiples[i].A, Destination, Scalars[i], Accumulate: i > 0 || Products.Length > 0).Run(index);
            }

            if (Constant == 0) return;
            RnsBasis basis = Destination.Context.Basis;
            double* c0 = Destination[0][index];
            basis.Kernels.AddScalar(c0, Residue(Constant, basis.Moduli[index]), c0, basis.Degree, basis.Moduli[index]);
        }
    }
}
