namespace AuditNode.Ckks.Rlwe;

/// <summary>Switches from the square of the secret to the secret; holds a key for each of one or more numbers of limbs.</summary>
public sealed class RelinearizationKey
{
    private readonly SwitchingKey[] _keys;

    /// <param name="keys">At least one key, by ascending number of limbs.</param>
    internal RelinearizationKey(SwitchingKey[] keys) => _keys = keys;

    /// <summary>Parameters that the key belongs to.</summary>
    public RlweContext Context => _keys[0].Context;

    /// <summary>The keys, by ascending number of limbs.</summary>
    public IReadOnlyList<SwitchingKey> Keys => _keys;

    /// <summary>Most limbs of a ciphertext that can be relinearised.</summary>
    public int LimbCount => _keys[^1].LimbCount;

    /// <summary>The smallest key for ciphertexts of at least that many limbs.</summary>
    /// <exception cref="MissingKeyException">There is none.</exception>
    internal SwitchingKey Get(int limbs)
    {
        foreach (SwitchingKey key in _keys)
        {
            if (key.LimbCount >= limbs) return key;
        }

        throw new MissingKeyException(
            $"The relinearisation key covers {LimbCount} limbs, but the ciphertext has {limbs}; drop levels first or create a larger key.");
    }
}
