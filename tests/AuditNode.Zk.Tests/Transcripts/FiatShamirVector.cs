using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AuditNode.Zk.Tests.Transcripts;

/// <summary>
/// One vector of draft-irtf-cfrg-fiat-shamir, poc/vectors of mmaker/draft-irtf-cfrg-sigma-protocols at commit 91cc933 (an IETF
/// contribution, public domain).
/// </summary>
internal sealed record FiatShamirVector(
    string Id, string Function, string? Input, string? Output, JsonElement Modulus, JsonElement Value, int ExtensionDegree,
    string[]? Coordinates, string? Challenge, string? Expected, int NumVariables, string? SessionId, string? ClaimedSum, string? Narg,
    string? Tag, ulong[]? Witness, string? FinalEvaluation, FiatShamirOperation[]? Operations)
{
    public bool IsReject => Expected == "reject";

    public BigInteger ModulusValue => Integer(Modulus.GetString()!);

    public byte[] InputBytes => Convert.FromHexString(Input!);

    public static FiatShamirVector[] Codec { get; } = SharedVectors.Read<FiatShamirVector[]>(
        "fiatShamirCodecVectors.json", "97d85f96e252111fd01e4147d9ebc48c80203e5783fef1eea2204211d847c821");

    public static FiatShamirVector[] Shake128 { get; } = SharedVectors.Read<FiatShamirVector[]>(
        "fiatShamirShake128Vectors.json", "f04cdf455b60239d20392813ffd5dd8d079fb1c0d5b0e07de3e50899bd6f6502");

    /// <summary>An unsigned number, "0x" and hexadecimal digits.</summary>
    public static BigInteger Integer(string text) =>
        BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The ids of one function's vectors, or none where the files are absent.</summary>
    public static TheoryData<string> Ids(Func<FiatShamirVector[]> file, params string[] functions) =>
        SharedVectors.Folder is null
            ? ["absent"]
            : [.. file().Where(vector => functions.Contains(vector.Function)).Select(vector => vector.Id)];
}

internal sealed record FiatShamirOperation(string Type, string? Data, int Length);
