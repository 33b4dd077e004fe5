using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Relations;

/// <summary>The examples of "Specifying the relation" in draft-irtf-cfrg-sigma-protocols.</summary>
internal static class SampleRelations
{
    public static LinearRelationBuilder<TCurve> DiscreteLogarithm<TCurve>(GroupElement<TCurve> x)
        where TCurve : struct, ICurve
    {
        var builder = new LinearRelationBuilder<TCurve>();
        ElementVariable<TCurve> image = builder.AllocateElement("X", x);
        builder.AddEquation([image], [builder.AllocateScalar("x") * builder.Generator]);
        return builder;
    }

    public static LinearRelationBuilder<TCurve> ChaumPedersen<TCurve>(GroupElement<TCurve> h, GroupElement<TCurve> x, GroupElement<TCurve> y)
        where TCurve : struct, ICurve
    {
        var builder = new LinearRelationBuilder<TCurve>();
        ElementVariable<TCurve> baseH = builder.AllocateElement("H", h);
        ElementVariable<TCurve> imageX = builder.AllocateElement("X", x);
        ElementVariable<TCurve> imageY = builder.AllocateElement("Y", y);
        ScalarVariable<TCurve> secret = builder.AllocateScalar("x");
        builder.AddEquation([imageX], [secret * builder.Generator]);
        builder.AddEquation([imageY], [secret * baseH]);
        return builder;
    }

    public static LinearRelationBuilder<TCurve> PedersenOpening<TCurve>(GroupElement<TCurve> h, GroupElement<TCurve> c)
        where TCurve : struct, ICurve
    {
        var builder = new LinearRelationBuilder<TCurve>();
        ElementVariable<TCurve> baseH = builder.AllocateElement("H", h);
        ElementVariable<TCurve> image = builder.AllocateElement("C", c);
        builder.AddEquation([image], [builder.AllocateScalar("m") * builder.Generator, builder.AllocateScalar("r") * baseH]);
        return builder;
    }
}
