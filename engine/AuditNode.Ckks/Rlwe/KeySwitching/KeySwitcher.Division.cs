using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe.KeySwitching;

/// <content>Division by P, by the last prime, or by both at once, rounded to nearest.</content>
internal sealed unsafe partial class KeySwitcher
{
    /// <summary>
    /// (P addend + polynomial) / P, or / (P q_(l-1)): divides one polynomial of a pair and adds what was there before the key switch.
    /// </summary>
    /// <param name="pair">Evaluations modulo q_0..q_(l-1) and P; overwritten in part.</param>
    /// <param name="polynomial">Which polynomial of the pair, 0 or 1.</param>
    /// <param name="addend">Evaluations modulo q_0..q_(l-1), or nothing.</param>
    /// <param name="destination">Receives the quotient, of l limbs, or l - 1 with <paramref name="rescale"/>; may be the addend.</param>
    /// <param name="rescale">Whether to divide by q_(l-1) as well.</param>
    /// <param name="factor">Small positive integer to multiply the quotient with.</param>
    /// <param name="automorphism">Automorphism to apply to the quotient, if any.</param>
    public void Divide(in ExtendedPair pair, int polynomial, RnsPolynomial? addend, RnsPolynomial destination,
        bool rescale = false, int factor = 1, Automorphism? automorphism = null)
    {
        int dropped = pair.Tables.Shape.SpecialCount + (rescale ? 1 : 0), kept = pair.TargetCount - dropped;
        using var remainders = new PooledLimbs(_basis, kept);
        _basis.Scheduler.Run(new DroppedToCoefficientsWork(pair, polynomial, addend, kept), dropped);
        destination.Resize(kept);
        destination.IsNtt = true;
        _basis.Scheduler.Run(new RemainderWork(pair, polynomial, remainders, rescale), _basis.Degree / ChunkLength);
        _basis.Scheduler.Run(new QuotientWork(pair, polynomial, addend, remainders, destination, rescale, factor, automorphism), kept);
    }

    /// <summary>Divides a polynomial of evaluations by its last prime.</summary>
    public void Rescale(RnsPolynomial source, RnsPolynomial destination)
    {
        int limbs = source.LimbCount;
        using var last = new PooledLimbs(_basis, 1);
        source.LimbSpan(limbs - 1).CopyTo(new Span<double>(last[0], _basis.Degree));
        _basis.Kernels.Inverse(last[0], _basis.Tables[limbs - 1]);
        destination.Resize(limbs - 1);
        destination.IsNtt = true;
        using var remainders = new PooledLimbs(_basis, limbs - 1);
        _basis.Scheduler.Run(new RescaleWork(context, source, destination, last, remainders), limbs - 1);
    }

    private readonly record struct DroppedToCoefficientsWork(ExtendedPair Pair, int Polynomial, RnsPolynomial? Addend, int Kept) : ILimbWork
    {
        public void Run(int index)
        {
            int target = Kept + index, prime = Pair.PrimeIndex(target);
            RnsBasis basis = Pair.Context.Basis;
            double* limb = Pair[Polynomial, target];
            if (Addend is not null && target < Pair.LimbCount)
            {
                // Modulo the primes that stay the addend is simply added to the quotient; here it takes part in the rounding.
                basis.Kernels.MultiplyScalarAdd(Addend[target], Pair.Tables.SpecialProduct[target], limb, basis.Degree, basis.Moduli[prime]);
            }

            basis.Kernels.Inverse(limb, basis.Tables[prime]);
        }
    }

    /// <summary>One chunk of a polynomial modulo the dropped primes, to the primes that stay.</summary>
    private readonly record struct RemainderWork(ExtendedPair Pair, int Polynomial, PooledLimbs Remainders, bool Rescale) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Pair.Context.Basis;
            KeySwitchingTables tables = Pair.Tables;
            BasisConverter converter = Rescale ? tables.FromSpecialAndLast(Pair.LimbCount) : tables.FromSpecial;
            int dropped = converter.From.Length, kept = Pair.TargetCount - dropped;
            double** source = stackalloc double*[dropped];
            double** target = stackalloc double*[basis.Count];
            for (int i = 0; i < dropped; i++) source[i] = Pair[Polynomial, kept + i];
            for (int i = 0; i < basis.Count; i++) target[i] = i < kept ? Remainders[i] : null;
            basis.Kernels.ConvertBasis(converter, source, target, index * ChunkLength, ChunkLength);
        }
    }

    private readonly record struct QuotientWork(ExtendedPair Pair, int Polynomial, RnsPolynomial? Addend, PooledLimbs Remainders,
        RnsPolynomial Destination, bool Rescale, int Factor, Automorphism? Automorphism) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Pair.Context.Basis;
            KeySwitchingTables tables = Pair.Tables;
            Modulus q = basis.Moduli[index];
            int n = basis.Degree;
            double* dividend = Pair[Polynomial, index], remainder = Remainders[index];
            basis.Kernels.Forward(remainder, basis.Tables[index]);
            double inverse = Rescale ? tables.InverseSpecialAndLast(Pair.LimbCount)[index] : tables.InverseSpecial[index];
            inverse = Factor * inverse % q.AsDouble; // below 2^53, so exact
            double* quotient = Automorphism is null ? Destination[index] : remainder;
            if (Addend is null)
            {
                basis.Kernels.SubtractMultiplyScalar(dividend, remainder, inverse, quotient, n, q);
            }
            else
            {
                double weight = Rescale ? tables.InverseLast(Pair.LimbCount)[index] : 1;
                weight = Factor * weight % q.AsDouble;
                basis.Kernels.SubtractMultiplyAdd(dividend, remainder, inverse, Addend[index], weight, quotient, n, q);
            }

            if (Automorphism is not null) basis.Kernels.Permute(quotient, Automorphism.Indices, Destination[index], n);
        }
    }

    private readonly record struct RescaleWork(
        RlweContext Context, RnsPolynomial Source, RnsPolynomial Destination, PooledLimbs Last, PooledLimbs Remainders) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Context.Basis;
            int limbs = Destination.LimbCount + 1;
            double* remainder = Remainders[index];
            basis.Kernels.ReduceCentred(Last[0], basis.Moduli[limbs - 1], remainder, basis.Moduli[index], basis.Degree);
            basis.Kernels.Forward(remainder, basis.Tables[index]);
            double inverse = Context.GetTables(Context.MaxLimbs).InverseLast(limbs)[index];
            basis.Kernels.SubtractMultiplyScalar(Source[index], remainder, inverse, Destination[index], basis.Degree, basis.Moduli[index]);
        }
    }
}
