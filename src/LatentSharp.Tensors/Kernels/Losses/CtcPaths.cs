using System.Buffers;

namespace LatentSharp;

/// <summary>
/// The paths of connectionist temporal classification through one sequence (Graves et al. 2006, section 4.1), in logarithms and double
/// precision: labels with a blank, class 0, before, between and after them.
/// </summary>
internal static class CtcPaths
{
    /// <summary>The least steps that can spell labels: one each, and a blank between equal ones.</summary>
    internal static int LeastSteps(ReadOnlySpan<int> labels)
    {
        var steps = labels.Length;
        for (var i = 1; i < labels.Length; i++) steps += labels[i] == labels[i - 1] ? 1 : 0;
        return steps;
    }

    /// <summary>-log p of the labels.</summary>
    /// <param name="logits">T rows of C numbers.</param>
    /// <param name="classes">C.</param>
    /// <param name="labels">1 to C - 1 each; T is at least their <see cref="LeastSteps"/>.</param>
    /// <param name="slope">The derivative by the logits, softmax less the share of paths at each class; empty for none.</param>
    internal static double Run(ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> labels, Span<float> slope)
    {
        var (steps, states) = (logits.Length / classes, (2 * labels.Length) + 1);
        if (steps == 0) return 0;
        var logs = ArrayPool<double>.Shared.Rent(steps * classes);
        var paths = ArrayPool<double>.Shared.Rent((steps + 1) * states);
        try
        {
            LogSoftmax(logits, classes, logs);
            var log = Forward(logs, classes, labels, paths, steps);
            if (!slope.IsEmpty) Slope(logs, classes, labels, paths, steps, log, slope);
            return -log;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(logs);
            ArrayPool<double>.Shared.Return(paths);
        }
    }

    /// <summary>The logarithms of the paths from the beginning to each state at each step; returns that of all paths.</summary>
    private static double Forward(ReadOnlySpan<double> logs, int classes, ReadOnlySpan<int> labels, Span<double> paths, int steps)
    {
        var states = (2 * labels.Length) + 1;
        paths[..states].Fill(double.NegativeInfinity);
        paths[0] = logs[0];
        if (states > 1) paths[1] = logs[labels[0]];
        for (var step = 1; step < steps; step++)
        {
            var before = paths.Slice((step - 1) * states, states);
            var now = paths.Slice(step * states, states);
            for (var s = 0; s < states; s++)
            {
                var sum = before[s];
                if (s > 0) sum = LogSum(sum, before[s - 1]);
                if (Skips(labels, s)) sum = LogSum(sum, before[s - 2]);
                now[s] = sum + logs[(step * classes) + Class(labels, s)];
            }
        }
        var last = paths.Slice((steps - 1) * states, states);
        return states > 1 ? LogSum(last[^1], last[^2]) : last[0];
    }

    /// <summary>Walks back with the paths from each state to the end, kept in the row after the last.</summary>
    private static void Slope(
        ReadOnlySpan<double> logs, int classes, ReadOnlySpan<int> labels, Span<double> paths, int steps, double log, Span<float> slope)
    {
        var states = (2 * labels.Length) + 1;
        var rest = paths.Slice(steps * states, states);
        rest.Fill(double.NegativeInfinity);
        rest[^1] = 0;
        if (states > 1) rest[^2] = 0;
        for (var step = steps - 1; step >= 0; step--)
        {
            var at = logs.Slice(step * classes, classes);
            var row = slope.Slice(step * classes, classes);
            for (var c = 0; c < classes; c++) row[c] = (float)Math.Exp(at[c]);
            for (var s = 0; s < states; s++) row[Class(labels, s)] -= (float)Math.Exp(paths[(step * states) + s] + rest[s] - log);
            // From the state before, through this step, to the end.
            for (var s = 0; s < states; s++) rest[s] += at[Class(labels, s)];
            for (var s = 0; s < states; s++)
            {
                var sum = rest[s];
                if (s + 1 < states) sum = LogSum(sum, rest[s + 1]);
                if (s + 2 < states && Skips(labels, s + 2)) sum = LogSum(sum, rest[s + 2]);
                rest[s] = sum;
            }
        }
    }

    private static int Class(ReadOnlySpan<int> labels, int state) => state % 2 == 0 ? 0 : labels[state / 2];

    /// <summary>Whether a path may come from two states before: from a label to the next, different one.</summary>
    private static bool Skips(ReadOnlySpan<int> labels, int state) =>
        state % 2 == 1 && state > 1 && labels[state / 2] != labels[(state / 2) - 1];

    private static double LogSum(double a, double b)
    {
        var (large, small) = a > b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(small) ? large : large + Math.Log(1 + Math.Exp(small - large));
    }

    private static void LogSoftmax(ReadOnlySpan<float> logits, int classes, Span<double> logs)
    {
        for (var row = 0; row < logits.Length; row += classes)
        {
            var values = logits.Slice(row, classes);
            double largest = values[0], sum = 0;
            foreach (var value in values) largest = Math.Max(largest, value);
            foreach (var value in values) sum += Math.Exp(value - largest);
            for (var c = 0; c < classes; c++) logs[row + c] = values[c] - largest - Math.Log(sum);
        }
    }
}
