using System.Security.Cryptography;
using AuditNode.ChainDev.Processes;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Math;

namespace AuditNode.ChainDev;

/// <summary>A secp256k1 private key in a file: of an account, of a block signer, or of a node's identity in the peer-to-peer network.</summary>
internal sealed class AccountKey
{
    private static readonly Org.BouncyCastle.Asn1.X9.X9ECParameters Curve = SecNamedCurves.GetByName("secp256k1");

    private AccountKey(byte[] secret)
    {
        var point = Curve.G.Multiply(new BigInteger(1, secret)).Normalize();
        PublicKey = point.GetEncoded(compressed: false)[1..];
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(PublicKey, 0, PublicKey.Length);
        var hash = new byte[32];
        digest.DoFinal(hash, 0);
        Address = "0x" + Convert.ToHexStringLower(hash.AsSpan(12));
    }

    /// <summary>0x and 40 lower-case hex digits.</summary>
    public string Address { get; }

    /// <summary>x and y of the public point, 64 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Reads the key file, after making one with a fresh random key where there is none.</summary>
    /// <exception cref="ChainDevException">The file does not hold a key.</exception>
    public static AccountKey ReadOrCreate(string file)
    {
        if (!File.Exists(file))
            PrivateFile.Write(file, Convert.ToHexStringLower(Generate()));
        var text = File.ReadAllText(file).Trim();
        if (text.Length != 64 || !text.All(char.IsAsciiHexDigit) || !IsValid(Convert.FromHexString(text)))
            throw new ChainDevException(ChainDevError.DataDirectory, $"{file} does not hold a private key of 64 hex digits; delete it to have a new one made.");
        return new AccountKey(Convert.FromHexString(text));
    }

    private static byte[] Generate()
    {
        while (true)
        {
            var secret = RandomNumberGenerator.GetBytes(32);
            if (IsValid(secret))
                return secret;
        }
    }

    private static bool IsValid(byte[] secret)
    {
        var value = new BigInteger(1, secret);
        return value.SignValue > 0 && value.CompareTo(Curve.N) < 0;
    }
}
