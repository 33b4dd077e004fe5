namespace AuditNode.Ckks.Rlwe;

/// <summary>Switching keys for automorphisms X -> X^g, by the Galois element g, all for the same number of limbs.</summary>
/// <remarks>
/// The key of g switches from s to the image of s under the inverse automorphism, so that the automorphism is applied after the
/// key switch, to two polynomials, rather than before it, to every digit.
/// </remarks>
public sealed class GaloisKeys
{
    private readonly Dictionary<uint, SwitchingKey> _keys;

    internal GaloisKeys(RlweContext context, Dictionary<uint, SwitchingKey> keys)
    {
        Context = context;
        LimbCount = keys.Count == 0 ? context.MaxLimbs : keys.Values.First().LimbCount;
        _keys = keys;
    }

    /// <summary>Parameters that the keys belong to.</summary>
    public RlweContext Context { get; }

    /// <summary>Most limbs of a ciphertext that the keys can be applied to.</summary>
    public int LimbCount { get; }

    /// <summary>Elements for which there is a key, ascending.</summary>
    public IReadOnlyList<uint> Elements => [.. _keys.Keys.Order()];

    /// <summary>Whether there is a key for an element.</summary>
    public bool Contains(uint element) => _keys.ContainsKey(element);

    /// <summary>The key of an element, for ciphertexts of at least that many limbs.</summary>
    /// <exception cref="MissingKeyException">There is none, or it covers fewer limbs.</exception>
    internal SwitchingKey Get(uint element, int limbs)
    {
        if (!_keys.TryGetValue(element, out SwitchingKey? key))
        {
            throw new MissingKeyException($"There is no Galois key for element {element}; create one with {nameof(KeyGenerator)}.{nameof(KeyGenerator.CreateGaloisKeys)}.");
        }

        if (key.LimbCount < limbs)
        {
            throw new MissingKeyException(
                $"The Galois key for element {element} covers {key.LimbCount} limbs, but the ciphertext has {limbs}; drop levels first or create a larger key.");
        }

        return key;
    }
}
