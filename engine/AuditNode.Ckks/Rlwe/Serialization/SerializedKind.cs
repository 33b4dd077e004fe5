namespace AuditNode.Ckks.Rlwe;

/// <summary>What a serialised object is. The numbers are part of the format: never change one, never use one again.</summary>
internal enum SerializedKind : byte
{
    /// <summary>CKKS parameters.</summary>
    Parameters = 1,

    /// <summary>A secret key.</summary>
    SecretKey = 2,

    /// <summary>A public key.</summary>
    PublicKey = 3,

    /// <summary>A relinearisation key.</summary>
    RelinearizationKey = 4,

    /// <summary>Galois keys.</summary>
    GaloisKeys = 5,

    /// <summary>A CKKS ciphertext.</summary>
    Ciphertext = 6,

    /// <summary>Some coefficients of a CKKS ciphertext.</summary>
    CoefficientCiphertext = 7,
}
