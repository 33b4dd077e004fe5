namespace AuditNode.Ckks.Rlwe;

/// <summary>Switches from the square of the secret to the secret.</summary>
public sealed class RelinearizationKey
{
    internal RelinearizationKey(SwitchingKey key) => Key = key;

    /// <summary>The switching key.</summary>
    public SwitchingKey Key { get; }
}
