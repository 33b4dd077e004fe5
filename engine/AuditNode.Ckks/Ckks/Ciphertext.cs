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
