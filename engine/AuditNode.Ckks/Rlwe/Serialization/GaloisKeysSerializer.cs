using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Serialises Galois keys, ascending by their elements; those made from seeds take half the bytes of any others.</summary>
/// <param name="context">Parameters of all keys read and written.</param>
public sealed class GaloisKeysSerializer(RlweContext context) : ObjectSerializer<GaloisKeys>(SerializedKind.GaloisKeys, context.Parameters)
{
    /// <inheritdoc/>
    private protected override long MaximumPayloadLength =>
        sizeof(uint) + context.Parameters.Degree * (sizeof(uint) + SwitchingKeyPacking.MaximumLength(context));

    /// <inheritdoc/>
    private protected override RlweParameters ParametersOf(GaloisKeys value) => value.Context.Parameters;

    /// <inheritdoc/>
    private protected override void RequireWritable(GaloisKeys value) => context.CheckSame(value.Context, "Galois keys");

    /// <inheritdoc/>
    private protected override long PayloadLength(GaloisKeys value) =>
        sizeof(uint) + value.Elements.Sum(element => sizeof(uint) + SwitchingKeyPacking.Length(value.Get(element, limbs: 1)));

    /// <inheritdoc/>
    private protected override void WritePayload(GaloisKeys value, BinaryFieldWriter writer)
    {
        IReadOnlyList<uint> elements = value.Elements;
        writer.WriteCount(elements.Count);
        foreach (uint element in elements)
        {
            writer.WriteUInt32(element);
            SwitchingKeyPacking.Write(writer, value.Get(element, limbs: 1));
        }
    }

    /// <inheritdoc/>
    private protected override GaloisKeys ReadPayload(ref BoundedReader reader)
    {
        // The elements are the odd numbers below 2N, so there are N of them.
        int degree = context.Parameters.Degree;
        int bytesEach = (int)(sizeof(uint) + SwitchingKeyPacking.MinimumLength(context));
        int count = reader.ReadCount("keys", 0, degree, bytesEach);
        var keys = new Dictionary<uint, SwitchingKey>();
        uint previous = 0;
        for (int i = 0; i < count; i++)
        {
            uint element = reader.ReadUInt32("element");
            if ((element & 1) == 0 || element >= 2 * (uint)degree || element <= previous)
                throw Envelope.Refusal("element", $"{element} after {previous}", $"odd, below {2 * degree} and ascending");
            SwitchingKey key = SwitchingKeyPacking.Read(ref reader, context);
            int limbs = keys.Count == 0 ? key.LimbCount : keys.Values.First().LimbCount;
            if (key.LimbCount != limbs) throw Envelope.Refusal("limbs", $"{key.LimbCount}", $"{limbs}, as in the first key");
            keys.Add(element, key);
            previous = element;
        }

        reader.EnsureEnd();
        return new GaloisKeys(context, keys);
    }
}
