using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Determinism;

/// <summary>The whole computation in processes for which parts of the processor are turned off, so that the runtime emulates them.</summary>
public sealed class HardwareFingerprintTests(FingerprintRuns runs) : IClassFixture<FingerprintRuns>
{
    public static TheoryData<InstructionSet, string> Environments
    {
        get
        {
            var environments = new TheoryData<InstructionSet, string>();
            foreach (string feature in FingerprintRuns.Switches.Keys)
            {
                foreach (InstructionSet set in Enum.GetValues<InstructionSet>()) environments.Add(set, feature);
            }

            return environments;
        }
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Encodings_keys_and_ciphertexts_have_the_same_bytes_whatever_the_processor_can_do(InstructionSet set, string feature)
    {
        var golden = VectorFile.Open("fingerprint.json").GetProperty("sha256");
        Assert.Equal(
            golden.EnumerateObject().Select(entry => $"{entry.Name}: {entry.Value}"),
            runs.Get(set, feature).Section("sha256").Select(line => $"{line.Key}: {line.Value}"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void The_features_were_really_off_and_the_instruction_set_really_used(InstructionSet set, string feature)
    {
        FingerprintRun run = runs.Get(set, feature);
        Assert.All(FingerprintRuns.Switches[feature], name => Assert.Equal("False", run.Value("hardware", name)));
        Assert.Equal($"{set}", run.Value("instruction set", "default"));
    }

    [Fact]
    public void With_nothing_off_the_program_has_the_features_of_this_process()
    {
        FingerprintRun run = runs.Get(InstructionSet.Vector512, FingerprintRuns.AllFeatures);
        Dictionary<string, bool> here = new()
        {
            ["Vector128"] = Vector128.IsHardwareAccelerated,
            ["Vector256"] = Vector256.IsHardwareAccelerated,
            ["Vector512"] = Vector512.IsHardwareAccelerated,
            ["Avx"] = Avx.IsSupported,
            ["Avx2"] = Avx2.IsSupported,
            ["Fma"] = Fma.IsSupported,
            ["Avx512F"] = Avx512F.IsSupported,
        };
        Assert.Equal(here.Select(pair => KeyValuePair.Create(pair.Key, $"{pair.Value}")), run.Section("hardware"));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", false)]
    [InlineData("DOTNET_EnableAVX2", true)]
    [InlineData("DOTNET_EnableHWIntrinsic", true)]
    public void An_instruction_set_that_is_off_is_not_chosen(string feature, bool portable)
    {
        string best = runs.Get(InstructionSet.Portable, feature).Value("instruction set", "best");
        Assert.Equal($"{(portable || !Avx2.IsSupported || !Fma.IsSupported ? InstructionSet.Portable : InstructionSet.Vector256)}", best);
    }
}
