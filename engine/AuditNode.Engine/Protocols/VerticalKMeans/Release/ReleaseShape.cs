namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>What a key holder decrypts, and how far it may be from the exact result; from the plan of the evaluation, not from the message.</summary>
/// <param name="LimbCount">Limbs of the coefficient ciphertext.</param>
/// <param name="Scale">Its scale.</param>
/// <param name="OutputCount">Its outputs.</param>
/// <param name="ErrorBound">Largest error of an output, in integer units: <see cref="Ckks.CoefficientBound.Error"/>.</param>
public sealed record ReleaseShape(int LimbCount, double Scale, int OutputCount, double ErrorBound);
