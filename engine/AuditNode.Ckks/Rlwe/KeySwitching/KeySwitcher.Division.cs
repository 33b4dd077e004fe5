using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe.KeySwitching;

/// <content>Division by P, by the last prime, or by both at once, rounded to nearest.</content>
internal sealed unsafe partial class KeySwitcher
{
    /// <summary>
    /// Divides by P, or by P and the last ciphertext prime, and stores the quotients in two polynomials.
    /// </summary>
    /// <param name="pair">Evaluations modulo q_0..q_(l-1) and P; overwritten in part.</param>
    /// <param name="first">Receives polynomial 0; has l limbs, or l - 1 with <paramref name="rescale"/>.</param>
    /// <param name="second">Receives polynomial 1.</param>
    /// <param name="rescale">Whether to divide by q_(l-1) as well.</param>
    /// <param name="factor">Small positive integer to multiply the quotients with.</param>
    /// <param name="automorphism">Automorphism to apply to the quotients, if any.</param>
    public void Divide(in ExtendedPair pair, RnsPolynomial first, RnsPolynomial second, bool rescale, int factor = 1,
        Automorphism? automorphism = null)
    {
        int dropped = context.SpecialCount + (rescale ? 1 : 0), kept = pair.TargetCount - dropped;
        first.Resize(kept);
        second.Resize(kept);
        first.IsNtt = second.IsNtt = true;
        using var remainders = new PooledLimbs(_basis, 2 * kept);
        _basis.Scheduler.Run(new DroppedToCoefficientsWork(pair, dropped), 2 * dropped);
        _basis.Scheduler.Run(new RemainderWork(context, pair, remainders, rescale), 2 * (_basis.Degree / ChunkLength));
        _basis.Scheduler.Run(new QuotientWork(context, pair, remainders, first, second, rescale, factor, automorphism), 2 * kept);
    }

    /// <summary>Adds P times a polynomial, which the division then leaves as it is.</summary>
    public void AddTimesSpecial(RnsPolynomial source, in ExtendedPair pair, int polynomial) =>
        _basis.Scheduler.Run(new AddTimesSpecialWork(source, pair, polynomial), pair.LimbCount);

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

    private readonly record struct AddTimesSpecialWork(RnsPolynomial Source, ExtendedPair Pair, int Polynomial) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Source.Basis;
            double special = Pair.Context.Tables.SpecialProduct[index];
            basis.Kernels.MultiplyScalarAdd(Source[index], special, Pair[Polynomial, index], basis.Degree, basis.Moduli[index]);
        }
    }

    private readonly record struct DroppedToCoefficientsWork(ExtendedPair Pair, int Dropped) : ILimbWork
    {
        public void Run(int index)
        {
            int target = Pair.TargetCount - Dropped + index / 2;
            RnsBasis basis = Pair.Context.Basis;
            basis.Kernels.Inverse(Pair[index % 2, target], basis.Tables[Pair.PrimeIndex(target)]);
        }
    }

    /// <summary>One chunk of one polynomial modulo the dropped primes, to the primes that stay.</summary>
    private readonly record struct RemainderWork(RlweContext Context, ExtendedPair Pair, PooledLimbs Remainders, bool Rescale) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Context.Basis;
            BasisConverter converter = Rescale ? Context.Tables.FromSpecialAndLast(Pair.LimbCount) : Context.Tables.FromSpecial;
            int dropped = converter.From.Length, kept = Pair.TargetCount - dropped, polynomial = index % 2;
            double** source = stackalloc double*[dropped];
            double** target = stackalloc double*[basis.Count];
            for (int i = 0; i < dropped; i++) source[i] = Pair[polynomial, kept + i];
            for (int i = 0; i < basis.Count; i++) target[i] = i < kept ? Remainders[polynomial * kept + i] : null;
            basis.Kernels.ConvertBasis(converter, source, target, index / 2 * ChunkLength, ChunkLength);
        }
    }

    private readonly record struct QuotientWork(
        RlweContext Context, ExtendedPair Pair, PooledLimbs Remainders, RnsPolynomial First, RnsPolynomial Second, bool Rescale,
        int Factor, Automorphism? Automorphism) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Context.Basis;
            int limb = index / 2, polynomial = index % 2, kept = First.LimbCount;
            double* remainder = Remainders[polynomial * kept + limb];
            basis.Kernels.Forward(remainder, basis.Tables[limb]);
            double inverse = Rescale ? Context.Tables.InverseSpecialAndLast(Pair.LimbCount)[limb] : Context.Tables.InverseSpecial[limb];
            inverse = Factor * inverse % basis.Moduli[limb].AsDouble; // below 2^53, so exact
            double* destination = (polynomial == 0 ? First : Second)[limb];
            double* quotient = Automorphism is null ? destination : remainder;
            basis.Kernels.SubtractMultiplyScalar(Pair[polynomial, limb], remainder, inverse, quotient, basis.Degree, basis.Moduli[limb]);
            if (Automorphism is not null) basis.Kernels.Permute(quotient, Automorphism.Indices, destination, basis.Degree);
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
            double inverse = Context.Tables.InverseLast(limbs)[index];
            basis.Kernels.SubtractMultiplyScalar(Source[index], remainder, inverse, Destination[index], basis.Degree, basis.Moduli[index]);
        }
    }
}
