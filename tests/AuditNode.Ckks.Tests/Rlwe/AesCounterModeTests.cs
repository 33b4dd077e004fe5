using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Rlwe;

public class AesCounterModeTests
{
    [Fact]
    public void Encrypts_the_vector_of_NIST_SP_800_38A()
    {
        var vector = VectorFile.Open("aes-256-ctr.json");
        using var cipher = new AesCounterMode(vector.Bytes("key"), vector.Bytes("initialBlock"));
        byte[] keyStream = new byte[64];
        cipher.NextBlocks(keyStream);

        byte[] ciphertext = [.. vector.Bytes("plaintext").Zip(keyStream, (text, key) => (byte)(text ^ key))];
        Assert.Equal(vector.Bytes("ciphertext"), ciphertext);
    }

    [Fact]
    public void Stops_before_the_counter_wraps()
    {
        byte[] initialBlock = new byte[16];
        initialBlock.AsSpan(8).Fill(0xff);
        initialBlock[15] = 0xfd;
        using var cipher = new AesCounterMode(new byte[32], initialBlock);
        byte[] buffer = new byte[32];
        cipher.NextBlocks(buffer);
        byte[] last = [.. buffer];

        Assert.Throws<InvalidOperationException>(() => cipher.NextBlocks(buffer));
        Assert.Equal(last, buffer);
    }
}
