namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>The harness itself: a job that cannot run says so.</summary>
[Collection(SealCollection.Name)]
public class NodeSealTests(SealSessions sessions)
{
    [Fact]
    public async Task An_unknown_step_is_refused()
    {
        var refused = await Assert.ThrowsAsync<NodeSealException>(() => NodeSeal.RunAsync(sessions.NewFolder(), [new { @do = "guess" }]));
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("step 0 (guess): there is no such step", refused.Message);
    }

    [Fact]
    public async Task What_SEAL_refuses_is_reported_with_its_step()
    {
        object[] steps = [new { @do = "context", degree = 8192, bitSizes = new[] { 60, 60, 60, 60 } }];
        var refused = await Assert.ThrowsAsync<NodeSealException>(() => NodeSeal.RunAsync(sessions.NewFolder(), steps));
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("step 0 (context): SEAL refuses these parameters at this security level", refused.Message);
    }

    [Fact]
    public async Task Operations_compute_on_named_values()
    {
        var results = await NodeSeal.RunAsync(sessions.NewFolder(),
        [
            new { @do = "context", degree = 8192, bitSizes = new[] { 60, 40, 40, 60 } },
            new { @do = "keygen" },
            new { @do = "relinKeys" },
            new { @do = "galoisKeys", steps = new[] { 1, -2, 0 } },
            new { @do = "encode", values = new[] { 1.5, -2, 3, 4 }, scale = SealSession.Scale, @out = "plain" },
            new { @do = "encrypt", @in = "plain", @out = "x" },
            new { @do = "multiply", left = "x", right = "x", @out = "y" },
            new { @do = "relinearize", @in = "y", @out = "y" },
            new { @do = "rescaleToNext", @in = "y", @out = "y" },
            new { @do = "encode", values = new[] { 0.25, 0, 0, 1 }, like = "y", @out = "offset" },
            new { @do = "addPlain", @in = "y", plain = "offset", @out = "y" },
            new { @do = "conjugate", @in = "y", @out = "y" },
            new { @do = "rotate", @in = "y", steps = 1, @out = "left" },
            new { @do = "rotate", @in = "y", steps = -2, @out = "right" },
            new { @do = "sub", left = "left", right = "right", @out = "difference" },
            new { @do = "decrypt", @in = "difference", @as = "difference", count = 4 },
        ]);
        double[] expected = [4, 9, 17 - 2.5, 0 - 4];
        Assert.All(
            expected.Zip(results.GetProperty("difference").EnumerateArray()),
            pair => Assert.Equal(pair.First, pair.Second.GetDouble(), 1e-4));
    }
}
