using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>
/// Computes on ciphertexts without any secret. Results depend only on the operands, never on the machine or the number of threads.
/// Safe for concurrent use as long as no operand is written to at the same time.
/// </summary>
/// <remarks>
/// Every operation takes its destination, which may be one of the operands, and allocates nothing once the pool is warm. Operands
/// must have the same number of limbs and, where they are added, the same scale; nothing is adjusted silently.
/// </remarks>
/// <param name="context">Parameters.</param>
public sealed unsafe partial class Evaluator(CkksContext context)
{
    /// <summary>Relative difference up to which two scales count as equal: the rounding of their own computation.</summary>
    public const double ScaleTolerance = 1.0 / (1L << 40);

    private readonly RlweContext _rlwe = context.Rlwe;
    private readonly RnsBasis _basis = context.Rlwe.Basis;
    private readonly CiphertextPool _temporaries = new(context);

    /// <summary>Parameters.</summary>
    public CkksContext Context => context;

    /// <summary>A scratch ciphertext; give it back with <see cref="Return"/>.</summary>
    internal Ciphertext Rent() => _temporaries.Rent();

    /// <summary>Takes a scratch ciphertext back.</summary>
    internal void Return(Ciphertext ciphertext) => _temporaries.Return(ciphertext);

    /// <summary>Lets a copy lose limbs without being rescaled: the value and the scale stay.</summary>
    /// <param name="source">Ciphertext.</param>
    /// <param name="limbs">Limbs to keep, 1 to those of the source.</param>
    /// <param name="destination">Receives the copy.</param>
    /// <exception cref="OperandMismatchException">The number of limbs is out of range.</exception>
    public void DropToLimbs(Ciphertext source, int limbs, Ciphertext destination)
    {
        Check(source, destination);
        if (limbs < 1 || limbs > source.LimbCount)
        {
            throw new OperandMismatchException("level", $"A ciphertext of {source.LimbCount} limbs cannot be dropped to {limbs}; ask for 1 to {source.LimbCount}.");
        }

        double scale = source.Scale;
        int size = source.Size;
        if (!ReferenceEquals(source, destination))
        {
            destination.Reshape(size, limbs);
            for (int p = 0; p < size; p++)
            {
                for (int i = 0; i < limbs; i++) source[p].LimbSpan(i).CopyTo(destination[p].LimbSpan(i));
            }
        }
        else
        {
            destination.Reshape(size, limbs);
        }

        destination.Scale = scale;
        GC.KeepAlive(source);
    }

    /// <summary>Checks that both belong to the evaluator's parameters.</summary>
    internal void Check(Ciphertext source, Ciphertext destination)
    {
        _rlwe.CheckSame(source.Context, "ciphertext");
        _rlwe.CheckSame(destination.Context, "destination");
    }

    internal static void CheckSameLevel(int a, int b)
    {
        if (a != b)
        {
            throw new OperandMismatchException("level",
                $"The operands have {a} and {b} limbs; bring them to the same number with {nameof(DropToLimbs)} or {nameof(Rescale)}.");
        }
    }

    internal static void CheckSameScale(double a, double b)
    {
        if (Math.Abs(a - b) > ScaleTolerance * Math.Max(a, b))
        {
            throw new OperandMismatchException("scale",
                $"The operands have scales {a:R} and {b:R}, which differ by more than the allowed {ScaleTolerance:G2}; rescale, or multiply by 1 at the missing scale.");
        }
    }

    /// <summary>Checks the number of polynomials.</summary>
    internal static void CheckSize(Ciphertext ciphertext, int size, string remedy)
    {
        if (ciphertext.Size != size)
        {
            throw new OperandMismatchException("size", $"The ciphertext has {ciphertext.Size} polynomials, but must have {size} here; {remedy}.");
        }
    }

    private static void CheckRescalable(Ciphertext ciphertext)
    {
        if (ciphertext.LimbCount < 2)
        {
            throw new OperandMismatchException("level", "The ciphertext has one limb left and cannot be rescaled; choose parameters with more levels.");
        }
    }

    /// <summary>A scratch store of ciphertexts, so that temporaries cost no allocation.</summary>
    private sealed class CiphertextPool(CkksContext context)
    {
        private readonly Lock _lock = new();
        private readonly Stack<Ciphertext> _free = new();

        public Ciphertext Rent()
        {
            lock (_lock)
            {
                if (_free.TryPop(out Ciphertext? ciphertext)) return ciphertext;
            }

            return new Ciphertext(context);
        }

        public void Return(Ciphertext ciphertext)
        {
            lock (_lock) _free.Push(ciphertext);
        }
    }
}
