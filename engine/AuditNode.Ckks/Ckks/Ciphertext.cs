using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>An encrypted vector of N/2 values with its scale.</summary>
public sealed class Ciphertext : RlweCiphertext
{
    /// <summary>Creates a ciphertext to be filled by an operation; until then it is a transparent encryption of zero.</summary>
    /// <param name="context">Parameters.</param>
    public Ciphertext(CkksContext context)
        : base(context.Rlwe, size: 2, limbs: 1)
    {
        CkksContext = context;
        Reset();
    }

    /// <summary>Parameters that the ciphertext belongs to.</summary>
    public CkksContext CkksContext { get; }

    /// <summary>Factor from reals to integers.</summary>
    public double Scale { get; internal set; } = 1;

    /// <summary>Number of rescalings that are left: one less than the limbs.</summary>
    public int Level => LimbCount - 1;

    /// <summary>Takes the residues of a ciphertext that was made elsewhere, as evaluations.</summary>
    /// <param name="context">Parameters.</param>
    /// <param name="size">Polynomials, 2 or 3.</param>
    /// <param name="scale">Factor from reals to integers, finite and positive.</param>
    /// <param name="evaluations">
    /// Polynomial by polynomial, in each limb by limb for the first primes, in each N residues in bit-reversed evaluation order.
    /// </param>
    /// <exception cref="OperandMismatchException">Size, limbs, scale or a residue is out of range.</exception>
    public static Ciphertext FromEvaluations(CkksContext context, int size, double scale, ReadOnlySpan<ulong> evaluations)
    {
        int n = context.Rlwe.Basis.Degree;
        if (size is < 2 or > MaximumSize)
        {
            throw new OperandMismatchException("size", $"A ciphertext has 2 or {MaximumSize} polynomials, not {size}.");
        }

        if (!double.IsFinite(scale) || scale <= 0)
        {
            throw new OperandMismatchException("scale", $"The scale is {scale}, but must be finite and positive.");
        }

        if (evaluations.Length % (size * n) != 0)
        {
            throw new OperandMismatchException("level",
                $"{size} polynomials have a multiple of {size * n} residues, not {evaluations.Length}.");
        }

        int limbs = context.CheckLimbs(evaluations.Length / (size * n));
        var ciphertext = new Ciphertext(context) { Scale = scale };
        ciphertext.Reshape(size, limbs);
        try
        {
            for (int i = 0; i < size * limbs; i++) ciphertext[i / limbs].SetLimb(i % limbs, evaluations.Slice(i * n, n));
        }
        catch (ArgumentOutOfRangeException e)
        {
            ciphertext.Dispose();
            throw new OperandMismatchException("residues", e.Message);
        }

        return ciphertext;
    }

    /// <summary>Copies all values to another ciphertext of the same parameters.</summary>
    /// <exception cref="OperandMismatchException">The destination belongs to other parameters.</exception>
    public void CopyTo(Ciphertext destination)
    {
        Context.CheckSame(destination.Context, "destination");
        if (ReferenceEquals(this, destination)) return;
        destination.Reshape(Size, LimbCount);
        for (int i = 0; i < Size; i++) destination[i].CopyFrom(this[i]);
        destination.Scale = Scale;
        destination.Seed = Seed;
    }

    /// <summary>Makes this a transparent encryption of zero again, as it was when it was created.</summary>
    internal void Reset()
    {
        Reshape(2, 1);
        this[0].LimbSpan(0).Clear();
        this[1].LimbSpan(0).Clear();
        Scale = 1;
    }
}
