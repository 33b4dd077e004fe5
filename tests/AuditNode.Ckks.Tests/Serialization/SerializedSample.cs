namespace AuditNode.Ckks.Tests.Serialization;

/// <summary>A serialised object whose type is forgotten.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Predicted">How many they were predicted to be.</param>
/// <param name="Maximum">Most bytes of its kind.</param>
/// <param name="ReadAndWrite">Reads bytes of its kind and writes what was read.</param>
internal sealed record SerializedSample(string Name, byte[] Bytes, int Predicted, long Maximum, Func<byte[], byte[]> ReadAndWrite)
{
    public override string ToString() => Name;
}
