using System.Buffers.Binary;
using AuditNode.Ckks;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Evaluation keys as bytes: public, relinearisation and Galois keys in the native format of the library, and the key of the plan's
/// rotation if it has one, each after its length in four little-endian bytes.
/// </summary>
/// <param name="plan">Plan that the keys are for.</param>
/// <param name="context">A context of the plan.</param>
public sealed class EvaluationKeysSerializer(EvaluationPlan plan, CkksContext context)
{
    /// <summary>Most bytes of keys; what is longer is refused unread. The keys of every plan stay below.</summary>
    public const int MaximumByteCount = 20_000_000;

    private readonly PublicKeySerializer _public = new(context.Rlwe);
    private readonly RelinearizationKeySerializer _relinearization = new(context.Rlwe);
    private readonly GaloisKeysSerializer _galois = new(context.Rlwe);

    /// <summary>Writes keys.</summary>
    /// <exception cref="EvaluationException">The keys do not fit the plan.</exception>
    public byte[] Write(EvaluationKeys keys)
    {
        keys.Check(plan);
        byte[][] rotation = keys.RotationKeys is { } rotationKeys ? [_galois.Write(rotationKeys)] : [];
        byte[][] parts = [_public.Write(keys.PublicKey), _relinearization.Write(keys.RelinearizationKey), _galois.Write(keys.GaloisKeys), .. rotation];
        var bytes = new byte[parts.Sum(p => sizeof(int) + p.Length)];
        int position = 0;
        foreach (byte[] part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(position), part.Length);
            part.CopyTo(bytes, position + sizeof(int));
            position += sizeof(int) + part.Length;
        }

        return bytes;
    }

    /// <summary>Reads keys that nobody vouches for.</summary>
    /// <exception cref="SerializationException">The bytes are not what <see cref="Write"/> makes.</exception>
    /// <exception cref="EvaluationException">They are keys, but not those of the plan.</exception>
    public EvaluationKeys Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumByteCount)
            throw new SerializationException("evaluation keys", $"{bytes.Length} bytes", $"at most {MaximumByteCount}", "Ask the key holder for the keys of this plan.");
        bool rotates = plan.Layout.RotationSteps != 0;
        var reader = new BoundedReader(bytes);
        ReadOnlySpan<byte> publicKey = ReadPart(ref reader, "public key"),
            relinearization = ReadPart(ref reader, "relinearisation key"),
            galois = ReadPart(ref reader, "Galois keys"),
            rotation = rotates ? ReadPart(ref reader, "rotation key") : [];
        reader.EnsureEnd();
        var keys = new EvaluationKeys(
            _public.Read(publicKey), _relinearization.Read(relinearization), _galois.Read(galois), rotates ? _galois.Read(rotation) : null);
        keys.Check(plan);
        return keys;
    }

    private static ReadOnlySpan<byte> ReadPart(ref BoundedReader reader, string field) =>
        reader.ReadBytes(field, reader.ReadCount(field, 1, MaximumByteCount, bytesEach: 1));
}
