using System.Globalization;
using System.Numerics;

namespace AuditNode.Zk.Tests.Groups;

public sealed record HashToCurveVectors(string Source, string Suite, string DomainSeparationTag, HashToCurveVector[] Vectors);

/// <summary>A message, its two field elements, the points they map to, and their sum p.</summary>
public sealed record HashToCurveVector(string Message, string U0, string U1, VectorPoint Q0, VectorPoint Q1, VectorPoint P);

/// <summary>Affine coordinates in hexadecimal after "0x", without leading zeros.</summary>
public sealed record VectorPoint(string X, string Y)
{
    public (BigInteger X, BigInteger Y) Coordinates => (Number(X), Number(Y));

    public static BigInteger Number(string text) => BigInteger.Parse($"0{text[2..]}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
