namespace LatentSharp;

/// <summary>What features are wanted for: what they are compared by.</summary>
public enum CompareGoal
{
    /// <summary>To tell classes apart: the accuracy of a linear classifier on the features, or of a classifier itself.</summary>
    Classify,

    /// <summary>To find groups: how well k-means on the features meets the classes (normalised mutual information).</summary>
    Cluster,

    /// <summary>
    /// To find anomalies, which are the rows of the rarest class: the area under the ROC curve of the distance to the learned rows.
    /// </summary>
    Detect,

    /// <summary>To lose little: the mean squared error of samples that are rebuilt from the features.</summary>
    Reconstruct,

    /// <summary>To store little: the same from features that are rounded to 8 bits each.</summary>
    Compress,

    /// <summary>To make samples: the share of samples that have a generated one as near as their neighbours (coverage).</summary>
    Generate,
}
