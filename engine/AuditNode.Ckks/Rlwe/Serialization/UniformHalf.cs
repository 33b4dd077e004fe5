namespace AuditNode.Ckks.Rlwe;

/// <summary>How the uniform half of an encryption is stored. The numbers are part of the format.</summary>
internal enum UniformHalf : byte
{
    /// <summary>By its residues.</summary>
    Residues = 0,

    /// <summary>By the 32 bytes it is expanded from.</summary>
    Seed = 1,
}
