using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Proofs;

/// <summary>
/// Nonces that are a pseudorandom function of witness, session, statement and fresh randomness. A broken random generator does not
/// repeat or reveal a nonce as long as the witness is hard to guess, and equal statements get different nonces as long as the
/// generator works.
/// </summary>
/// <remarks>
/// <para>
/// As HKDF (RFC 5869) extracts and SP 800-108 expands in counter mode: K = HMAC-SHA-512(key: 32 random bytes, label || suite || attempt
/// || session id || length of statement || statement || witness), and nonce i is HMAC-SHA-512(K, LE(i, 4)), 64 bytes reduced modulo the
/// order, which leaves a bias below 2^-256.
/// </para>
/// <para>
/// The idea: "Privacy Considerations" of draft-irtf-cfrg-sigma-protocols asks for different nonces for every different input; RFC 8032
/// and RFC 6979 derive them from secret and message, and hedging with randomness keeps faults from showing twice under one nonce.
/// </para>
/// </remarks>
internal sealed class SyntheticNonces<TCurve>(Ciphersuite<TCurve> suite, EntropySource entropy) : INonceSource<TCurve>
    where TCurve : struct, ICurve
{
    private const int EntropyLength = 32;

    private readonly byte[] _label = [.. "AuditNode-V01-synthetic-nonce-"u8, .. Encoding.ASCII.GetBytes(suite.Identifier), 0];

    public void Fill(
        in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness, uint attempt, Span<Scalar<TCurve>> nonces)
    {
        Span<byte> key = stackalloc byte[HMACSHA512.HashSizeInBytes];
        Extract(sessionId, relation, witness, attempt, key);
        Span<byte> counter = stackalloc byte[sizeof(uint)];
        Span<byte> wide = stackalloc byte[HMACSHA512.HashSizeInBytes];
        for (int i = 0; i < nonces.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(counter, (uint)i);
            HMACSHA512.HashData(key, counter, wide);
            nonces[i] = Scalar<TCurve>.FromUniformBytes(wide);
        }

        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(wide);
    }

    private void Extract(
        in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness, uint attempt, Span<byte> key)
    {
        Span<byte> random = stackalloc byte[EntropyLength];
        entropy(random);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA512, random);
        CryptographicOperations.ZeroMemory(random);
        ReadOnlySpan<byte> statement = relation.AsEncoded();
        Span<byte> numbers = stackalloc byte[sizeof(uint) + sizeof(ulong)];
        BinaryPrimitives.WriteUInt32LittleEndian(numbers, attempt);
        BinaryPrimitives.WriteUInt64LittleEndian(numbers[sizeof(uint)..], (ulong)statement.Length);
        hmac.AppendData(_label);
        hmac.AppendData(numbers);
        hmac.AppendData(sessionId.AsSpan());
        hmac.AppendData(statement);
        Span<byte> secret = stackalloc byte[Scalar<TCurve>.ByteCount];
        foreach (ref readonly Scalar<TCurve> scalar in witness)
        {
            scalar.Write(secret);
            hmac.AppendData(secret);
        }

        CryptographicOperations.ZeroMemory(secret);
        hmac.GetHashAndReset(key);
    }
}
