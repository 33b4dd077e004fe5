using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Transcripts;

/// <summary>Absorbs and squeezes as a vector says, and returns everything that was squeezed.</summary>
internal static class SpongeTrace
{
    public static byte[] Run(IDuplexSponge sponge, FiatShamirOperation[] operations)
    {
        var output = new List<byte>();
        foreach (FiatShamirOperation operation in operations)
        {
            if (operation.Type == "absorb")
            {
                sponge.Absorb(Convert.FromHexString(operation.Data!));
                continue;
            }

            Assert.Equal("squeeze", operation.Type);
            byte[] squeezed = new byte[operation.Length];
            sponge.Squeeze(squeezed);
            output.AddRange(squeezed);
        }

        return [.. output];
    }
}
