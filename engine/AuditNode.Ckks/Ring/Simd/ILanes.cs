namespace AuditNode.Ckks.Ring.Simd;

/// <summary>
/// Vector operations over double lanes, so that every kernel is written once and compiled for each width. Implementations
/// only forward to one instruction each; the just-in-time compiler specialises the kernels for the struct that implements this.
/// </summary>
/// <typeparam name="TVector">The vector type, for example <c>Vector256&lt;double&gt;</c>.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Doubles in a vector: 4 or 8.</summary>
    static abstract int Count { get; }

    /// <summary>Reads a vector; the address needs no alignment.</summary>
    static abstract TVector Load(double* source);

    /// <summary>Writes a vector; the address needs no alignment.</summary>
    static abstract void Store(double* destination, TVector value);

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Broadcast(double value);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a * b, rounded.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a * b + c with one rounding.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a * b - c with one rounding.</summary>
    static abstract TVector MultiplySubtract(TVector a, TVector b, TVector c);

    /// <summary>a + (a &lt; 0 ? b : 0); yields a negative zero only where a is one.</summary>
    static abstract TVector AddIfNegative(TVector a, TVector b);

    /// <summary>a &lt; 0 ? b : 0.</summary>
    static abstract TVector SelectIfNegative(TVector a, TVector b);

    /// <summary>
    /// Deals the lanes of two vectors (consecutive in memory at stage 0, or as left by the previous stage) so that the
    /// butterflies of in-register stage <paramref name="stage"/> pair lane i of a with lane i of b. Stage 0 has stride Count/2.
    /// </summary>
    static abstract void Split(int stage, ref TVector a, ref TVector b);

    /// <summary>Undoes <see cref="Split"/> of one stage.</summary>
    static abstract void Unsplit(int stage, ref TVector a, ref TVector b);

    /// <summary>After the last stage's split: puts the lanes of two vectors back into memory order.</summary>
    static abstract void Merge(ref TVector a, ref TVector b);

    /// <summary>Undoes <see cref="Merge"/>.</summary>
    static abstract void Unmerge(ref TVector a, ref TVector b);

    /// <summary>Reads the 2^(stage+1) twiddles of an in-register stage, each repeated for the lanes of its group.</summary>
    static abstract TVector LoadTwiddles(int stage, double* source);
}
