namespace AuditNode.Zk.Relations;

/// <summary>The ten conditions on a relation, numbered as in "Instance validation" of draft-irtf-cfrg-sigma-protocols.</summary>
public enum InstanceCheck
{
    /// <summary>1: there is at least one equation.</summary>
    HasEquations = 1,

    /// <summary>2: every equation has terms and image terms.</summary>
    EquationsHaveBothSides = 2,

    /// <summary>3: counts and indices are below 2^32. Held by their types, so this check cannot fail here.</summary>
    CountsFitThirtyTwoBits = 3,

    /// <summary>4: every element index refers to an element.</summary>
    ElementIndicesExist = 4,

    /// <summary>5: every element except the generator occurs in an equation.</summary>
    ElementsAreUsed = 5,

    /// <summary>6: every scalar index up to the largest occurs in a term; the response to another one would be accepted unchecked.</summary>
    ScalarsAreUsed = 6,

    /// <summary>7: element 0 is the generator of the group.</summary>
    GeneratorComesFirst = 7,

    /// <summary>8: no element is the identity.</summary>
    NoIdentityElement = 8,

    /// <summary>9: no image evaluates to the identity, which zeros satisfy.</summary>
    NoIdentityImage = 9,

    /// <summary>10: every scalar has an equation where the sum of coefficient * element over its terms is not the identity.</summary>
    NoIdentityColumn = 10,
}
