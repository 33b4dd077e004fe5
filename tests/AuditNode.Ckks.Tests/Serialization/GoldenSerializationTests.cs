using System.Security.Cryptography;
using System.Text.Json;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Serialization;

public class GoldenSerializationTests
{
    [Theory]
    [InlineData(InstructionSet.Portable)]
    [InlineData(InstructionSet.Vector256)]
    [InlineData(InstructionSet.Vector512)]
    public void Objects_of_a_fixed_seed_have_the_same_bytes_in_every_release_and_on_every_machine(InstructionSet instructionSet)
    {
        JsonElement golden = VectorFile.Open("serialization.json").GetProperty("sha256");
        IReadOnlyList<SerializedSample> samples = new SerializedSamples(SerializedSamples.SmallParameters, instructionSet).All();
        string[] found = [.. samples.Select(sample => $"{sample.Name}: {Convert.ToHexStringLower(SHA256.HashData(sample.Bytes))}")];
        Assert.Equal(golden.EnumerateObject().Select(entry => $"{entry.Name}: {entry.Value}"), found);
    }
}
