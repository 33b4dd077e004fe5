namespace AuditNode.Records.Relations;

/// <summary>How a coordinate of a centroid moved, as everybody who has the centroids sees it.</summary>
internal enum CentroidMove
{
    /// <summary>By exactly the difference.</summary>
    Exact,

    /// <summary>To the upper edge of the box, by the difference or more.</summary>
    ClippedAbove,

    /// <summary>To the lower edge of the box, by the difference or more.</summary>
    ClippedBelow,
}
