using System.Runtime.CompilerServices;
using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <content>
/// With the bilinear forms xx = X1 X2, yy = Y1 Y2, zz = Z1 Z2, xy = X1 Y2 + X2 Y1, yz = Y1 Z2 + Y2 Z1, xz = X1 Z2 + X2 Z1, the complete
/// sum of eprint 2015/1060 is
///   X3 = xy (yy - u) - yz v,   Y3 = (yy + u)(yy - u) + v w,   Z3 = yz (yy + u) + xy w
/// where u = a xz + 3b zz, v = a xx + 3b xz - a^2 zz, w = 3 xx + a zz.
/// </content>
public readonly partial struct GroupElement<TCurve>
{
    /// <summary>The sum of any two points, none of which is the uninitialised default.</summary>
    internal static GroupElement<TCurve> Add(in GroupElement<TCurve> a, in GroupElement<TCurve> b)
    {
        FieldElement<BaseField<TCurve>> xx = a.X * b.X;
        FieldElement<BaseField<TCurve>> yy = a.Y * b.Y;
        FieldElement<BaseField<TCurve>> zz = a.Z * b.Z;
        FieldElement<BaseField<TCurve>> xy = ((a.X + a.Y) * (b.X + b.Y)) - (xx + yy);
        FieldElement<BaseField<TCurve>> yz = ((a.Y + a.Z) * (b.Y + b.Z)) - (yy + zz);
        FieldElement<BaseField<TCurve>> xz = ((a.X + a.Z) * (b.X + b.Z)) - (xx + zz);
        return Combine(xx, yy, zz, xy, yz, xz);
    }

    /// <summary>The sum of any initialised point and a point with Z = 1: not for the identity on the right.</summary>
    internal static GroupElement<TCurve> AddAffine(in GroupElement<TCurve> a, in AffinePoint<TCurve> b)
    {
        FieldElement<BaseField<TCurve>> xx = a.X * b.X;
        FieldElement<BaseField<TCurve>> yy = a.Y * b.Y;
        FieldElement<BaseField<TCurve>> xy = ((a.X + a.Y) * (b.X + b.Y)) - (xx + yy);
        FieldElement<BaseField<TCurve>> yz = (b.Y * a.Z) + a.Y;
        FieldElement<BaseField<TCurve>> xz = (b.X * a.Z) + a.X;
        return Combine(xx, yy, a.Z, xy, yz, xz);
    }

    /// <summary>The double of any initialised point.</summary>
    internal static GroupElement<TCurve> Double(in GroupElement<TCurve> a)
    {
        FieldElement<BaseField<TCurve>> yy = a.Y.Square();
        FieldElement<BaseField<TCurve>> zz = a.Z.Square();
        FieldElement<BaseField<TCurve>> xy = (a.X * a.Y).Double();
        FieldElement<BaseField<TCurve>> yz = (a.Y * a.Z).Double();
        // On the curve Z3 is also 8 Y^3 Z.
        FieldElement<BaseField<TCurve>> z = (yy * yz).Double().Double();
        if (TCurve.IsCoefficientMinusThree)
        {
            FieldElement<BaseField<TCurve>> xx = a.X.Square();
            FieldElement<BaseField<TCurve>> xz = (a.X * a.Z).Double();
            MinusThreeTerms(xx, zz, xz, out FieldElement<BaseField<TCurve>> u, out FieldElement<BaseField<TCurve>> v, out FieldElement<BaseField<TCurve>> w);
            FieldElement<BaseField<TCurve>> minus = yy - u;
            return new GroupElement<TCurve>((xy * minus) - (yz * v), ((yy + u) * minus) + (v * w), z);
        }
        else
        {
            // Algorithm 9: the curve's equation replaces the terms in X^2 and XZ.
            FieldElement<BaseField<TCurve>> u = CurveConstants<TCurve>.TripleB * zz;
            FieldElement<BaseField<TCurve>> minus = yy - u.Triple();
            return new GroupElement<TCurve>(xy * minus, ((yy + u) * minus) + (u * yy).Double().Double().Double(), z);
        }
    }

    private static GroupElement<TCurve> Combine(
        in FieldElement<BaseField<TCurve>> xx, in FieldElement<BaseField<TCurve>> yy, in FieldElement<BaseField<TCurve>> zz,
        in FieldElement<BaseField<TCurve>> xy, in FieldElement<BaseField<TCurve>> yz, in FieldElement<BaseField<TCurve>> xz)
    {
        FieldElement<BaseField<TCurve>> u, v, w;
        if (TCurve.IsCoefficientMinusThree)
        {
            MinusThreeTerms(xx, zz, xz, out u, out v, out w);
        }
        else
        {
            u = CurveConstants<TCurve>.TripleB * zz;
            v = CurveConstants<TCurve>.TripleB * xz;
            w = xx.Triple();
        }

        FieldElement<BaseField<TCurve>> plus = yy + u;
        FieldElement<BaseField<TCurve>> minus = yy - u;
        return new GroupElement<TCurve>((xy * minus) - (yz * v), (plus * minus) + (v * w), (yz * plus) + (xy * w));
    }

    /// <summary>u = 3(b zz - xz), v = 3(b xz - xx - 3 zz), w = 3(xx - zz).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MinusThreeTerms(
        in FieldElement<BaseField<TCurve>> xx, in FieldElement<BaseField<TCurve>> zz, in FieldElement<BaseField<TCurve>> xz,
        out FieldElement<BaseField<TCurve>> u, out FieldElement<BaseField<TCurve>> v, out FieldElement<BaseField<TCurve>> w)
    {
        u = ((CurveConstants<TCurve>.B * zz) - xz).Triple();
        v = ((CurveConstants<TCurve>.B * xz) - xx - zz.Triple()).Triple();
        w = (xx - zz).Triple();
    }
}
