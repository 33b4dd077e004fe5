namespace AuditNode.Zk.Fields;

/// <summary>
/// An odd prime p of 254 to 256 bits, p &lt; 2^256 - 2^193, as compile-time constants: the JIT compiles arithmetic anew for every
/// field and folds them in.
/// </summary>
internal interface IPrimeField
{
    /// <summary>The least significant 64 bits of p.</summary>
    static abstract ulong Limb0 { get; }

    /// <summary>Bits 64 to 127 of p.</summary>
    static abstract ulong Limb1 { get; }

    /// <summary>Bits 128 to 191 of p.</summary>
    static abstract ulong Limb2 { get; }

    /// <summary>Bits 192 to 255 of p.</summary>
    static abstract ulong Limb3 { get; }

    /// <summary>-1/p modulo 2^64.</summary>
    static abstract ulong NegativeInverse { get; }
}
