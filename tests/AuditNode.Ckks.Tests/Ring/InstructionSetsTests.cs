using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

/// <summary>Changes settings of the whole process, so it runs while no other test does.</summary>
[Collection(SequentialCollection.Name)]
public class InstructionSetsTests
{
    [Theory]
    [InlineData("portable", InstructionSet.Portable)]
    [InlineData("Vector256", InstructionSet.Vector256)]
    [InlineData(" VECTOR512 ", InstructionSet.Vector512)]
    public void Names_are_read_in_any_case(string setting, InstructionSet expected) =>
        Assert.Equal(expected, InstructionSets.Parse(setting));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Nothing_means_the_best_set(string? setting) => Assert.Equal(InstructionSets.Best, InstructionSets.Parse(setting));

    [Theory]
    [InlineData("avx2")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("7")]
    [InlineData("portable,vector512")]
    [InlineData("vector256 vector512")]
    public void Anything_else_is_refused_by_name(string setting)
    {
        var error = Assert.Throws<InvalidOperationException>(() => InstructionSets.Parse(setting));
        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
        Assert.Contains(InstructionSets.EnvironmentVariable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_overrules_the_application_setting_which_overrules_detection()
    {
        string? before = Environment.GetEnvironmentVariable(InstructionSets.EnvironmentVariable);
        object? setting = AppContext.GetData(InstructionSets.AppContextSetting);
        try
        {
            Environment.SetEnvironmentVariable(InstructionSets.EnvironmentVariable, null);
            AppContext.SetData(InstructionSets.AppContextSetting, null);
            Assert.Equal(InstructionSets.Best, InstructionSets.Default);
            AppContext.SetData(InstructionSets.AppContextSetting, "portable");
            Assert.Equal(InstructionSet.Portable, InstructionSets.Default);
            Assert.Equal(InstructionSet.Portable, Ring().InstructionSet);
            Environment.SetEnvironmentVariable(InstructionSets.EnvironmentVariable, "vector256");
            Assert.Equal(InstructionSet.Vector256, InstructionSets.Default);
            Assert.Equal(InstructionSet.Vector256, Ring().InstructionSet);
            Assert.Equal(InstructionSet.Vector512, new RnsBasis(1024, NttPrimes.Descending(1024, 30, 1, []), InstructionSet.Vector512).InstructionSet);
            Environment.SetEnvironmentVariable(InstructionSets.EnvironmentVariable, "sse");
            Assert.Throws<InvalidOperationException>(() => InstructionSets.Default);
        }
        finally
        {
            Environment.SetEnvironmentVariable(InstructionSets.EnvironmentVariable, before);
            AppContext.SetData(InstructionSets.AppContextSetting, setting);
        }
    }

    private static RnsBasis Ring() => new(1024, NttPrimes.Descending(1024, 30, 1, []));
}
