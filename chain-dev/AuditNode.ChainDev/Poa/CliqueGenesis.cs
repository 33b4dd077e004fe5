using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditNode.Chain;

namespace AuditNode.ChainDev.Poa;

/// <summary>Block 0 of a Clique network (EIP-225, https://eips.ethereum.org/EIPS/eip-225), in the format of geth's genesis files.</summary>
internal static class CliqueGenesis
{
    private const int VanityLength = 32; // bytes before the signers in the extra data
    private const int SealLength = 65; // bytes after them
    private static readonly string[] Forks =
    [
        "homestead", "eip150", "eip155", "eip158", "byzantium", "constantinople", "petersburg", "istanbul", "berlin", "london",
    ];

    /// <summary>The file's text.</summary>
    /// <param name="chainId">Chain id.</param>
    /// <param name="period">Least time between blocks, whole seconds.</param>
    /// <param name="epoch">Blocks between those that repeat the list of signers.</param>
    /// <param name="gasLimit">Gas limit of blocks.</param>
    /// <param name="timestamp">Time of block 0; the next one comes a period later at the earliest.</param>
    /// <param name="signers">Addresses that may seal, in any order.</param>
    /// <param name="balances">Accounts that own something from the start, in wei.</param>
    public static string Create(
        ulong chainId, TimeSpan period, int epoch, long gasLimit, DateTimeOffset timestamp,
        IEnumerable<Address> signers, IEnumerable<(Address Account, BigInteger Wei)> balances)
    {
        var config = new JsonObject { ["chainId"] = chainId };
        foreach (var fork in Forks)
            config[fork + "Block"] = 0;
        config["clique"] = new JsonObject { ["period"] = (int)period.TotalSeconds, ["epoch"] = epoch };

        var allocation = new JsonObject();
        foreach (var (account, wei) in balances)
            allocation[Digits(account.ToArray())] = new JsonObject { ["balance"] = HexData.EncodeQuantity(wei) };

        // Turns go by the order of the addresses.
        byte[] extraData = [.. new byte[VanityLength], .. signers.Order().SelectMany(signer => signer.ToArray()), .. new byte[SealLength]];
        var genesis = new JsonObject
        {
            ["config"] = config,
            ["nonce"] = "0x0",
            ["timestamp"] = HexData.EncodeQuantity((ulong)timestamp.ToUnixTimeSeconds()),
            ["extraData"] = HexData.Encode(extraData),
            ["gasLimit"] = HexData.EncodeQuantity((ulong)gasLimit),
            ["difficulty"] = "0x1",
            ["mixHash"] = Bytes32.Zero.ToString(),
            ["coinbase"] = HexData.Encode(Address.Zero.ToArray()),
            ["number"] = "0x0",
            ["gasUsed"] = "0x0",
            ["parentHash"] = Bytes32.Zero.ToString(),
            ["baseFeePerGas"] = "0x7",
            ["alloc"] = allocation,
        };
        return genesis.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static string Digits(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
