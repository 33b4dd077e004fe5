namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// SEAL's <c>parms_id</c>: the BLAKE2b-256 hash of the encryption parameters of one level of the modulus chain, as four
/// 64-bit words in the order SEAL shows them. It ties keys and ciphertexts to their level.
/// Source: SEAL 4.1 <c>EncryptionParameters::compute_parms_id</c>.
/// </summary>
/// <param name="Word0">Digest bytes 0 to 7, little-endian.</param>
/// <param name="Word1">Digest bytes 8 to 15, little-endian.</param>
/// <param name="Word2">Digest bytes 16 to 23, little-endian.</param>
/// <param name="Word3">Digest bytes 24 to 31, little-endian.</param>
public readonly record struct SealParmsId(ulong Word0, ulong Word1, ulong Word2, ulong Word3)
{
    internal const int ByteCount = 32;

    /// <summary>The four words as 16 lower-case hexadecimal digits each, separated by spaces.</summary>
    public override string ToString() => $"{Word0:x16} {Word1:x16} {Word2:x16} {Word3:x16}";
}
