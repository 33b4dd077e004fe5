using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>Draws an integer of mean zero; the same bytes must give the same integer.</summary>
/// <param name="random">Source of all randomness.</param>
/// <param name="variance">Variance, at least 1.</param>
public delegate BigInteger NoiseSampler(RandomStream random, BigInteger variance);
