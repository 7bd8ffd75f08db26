namespace LatentSharp;

/// <summary>
/// Points of the plane in squares within squares, each with its number of points and their middle, so that far points push as one (Barnes
/// and Hut 1986).
/// </summary>
internal sealed class QuadTree
{
    private const int Deepest = 48;

    private readonly int points;
    private int[] children = [], own = [];
    private double[] sums = [], counts = [], sides = [];
    private int used;

    internal QuadTree(int points) => this.points = points;

    /// <summary>What <see cref="Push"/> needs for each thread.</summary>
    internal static int[] NewStack() => new int[(4 * Deepest) + 8];

    /// <summary>Puts points (x, y) in.</summary>
    internal void Build(double[] y)
    {
        used = 0;
        double left = double.PositiveInfinity, right = double.NegativeInfinity, low = left, high = right;
        for (var i = 0; i < points; i++)
        {
            (left, right) = (Math.Min(left, y[2 * i]), Math.Max(right, y[2 * i]));
            (low, high) = (Math.Min(low, y[(2 * i) + 1]), Math.Max(high, y[(2 * i) + 1]));
        }
        var side = Math.Max(Math.Max(right - left, high - low), 1e-12) * (1 + 1e-9);
        New(side);
        for (var i = 0; i < points; i++) Insert(y, i, (left + right) / 2, (low + high) / 2, side);
    }

    /// <summary>Σ 1 / (1 + d²) over all other points, and Σ (own - other) / (1 + d²)².</summary>
    internal (double Sum, double X, double Y) Push(int point, double x, double y, double theta, int[] stack)
    {
        double sum = 0, forceX = 0, forceY = 0;
        var (depth, square) = (1, theta * theta);
        stack[0] = 0;
        while (depth > 0)
        {
            var node = stack[--depth];
            var count = counts[node];
            var (dx, dy) = (x - (sums[2 * node] / count), y - (sums[(2 * node) + 1] / count));
            var distance = (dx * dx) + (dy * dy);
            var isLeaf = own[node] != Inner;
            if (isLeaf && (own[node] == point || distance <= 1e-24)) count--;
            if (isLeaf || sides[node] * sides[node] < square * distance)
            {
                var near = 1 / (1 + distance);
                sum += count * near;
                forceX += count * near * near * dx;
                forceY += count * near * near * dy;
                continue;
            }
            for (var c = 0; c < 4; c++)
                if (children[(4 * node) + c] > 0) stack[depth++] = children[(4 * node) + c];
        }
        return (sum, forceX, forceY);
    }

    private const int Inner = -1;

    private void Insert(double[] y, int point, double middleX, double middleY, double side)
    {
        var (px, py) = (y[2 * point], y[(2 * point) + 1]);
        for (int node = 0, depth = 0; ; depth++)
        {
            if (counts[node] == 0)
            {
                own[node] = point;
                Count(node, px, py, 1);
                return;
            }
            // Points that no square tells apart push as one, also each other's twins: their distance is 0.
            if (own[node] >= 0 && (depth == Deepest || (y[2 * own[node]] == px && y[(2 * own[node]) + 1] == py)))
            {
                Count(node, px, py, 1);
                return;
            }
            if (own[node] >= 0) Divide(node, y, middleX, middleY, side / 2);
            Count(node, px, py, 1);
            var (right, above) = (px > middleX, py > middleY);
            side /= 2;
            middleX += right ? side / 2 : -side / 2;
            middleY += above ? side / 2 : -side / 2;
            var place = (4 * node) + (right ? 1 : 0) + (above ? 2 : 0);
            if (children[place] == 0)
            {
                var child = New(side);
                children[place] = child;
            }
            node = children[place];
        }
    }

    private void Divide(int node, double[] y, double middleX, double middleY, double side)
    {
        var other = own[node];
        own[node] = Inner;
        var place = (4 * node) + (y[2 * other] > middleX ? 1 : 0) + (y[(2 * other) + 1] > middleY ? 2 : 0);
        var child = New(side);
        children[place] = child;
        own[child] = other;
        (counts[child], sums[2 * child], sums[(2 * child) + 1]) = (counts[node], sums[2 * node], sums[(2 * node) + 1]);
    }

    private void Count(int node, double x, double y, double count)
    {
        counts[node] += count;
        sums[2 * node] += x;
        sums[(2 * node) + 1] += y;
    }

    private int New(double side)
    {
        if (used == own.Length)
        {
            var size = Math.Max(4 * points, 2 * used);
            Array.Resize(ref own, size);
            Array.Resize(ref counts, size);
            Array.Resize(ref sides, size);
            Array.Resize(ref sums, 2 * size);
            Array.Resize(ref children, 4 * size);
        }
        (own[used], counts[used], sides[used], sums[2 * used], sums[(2 * used) + 1]) = (0, 0, side, 0, 0);
        children.AsSpan(4 * used, 4).Clear();
        return used++;
    }
}
