namespace LatentSharp.Samples;

/// <summary>Operations by themselves: sums of products, reductions, margins, orders, and a gradient through them.</summary>
public static class OperationsOnTensors
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        Tensor x = Tensor.From(new float[,] { { 3, 1, 2 }, { 6, 5, 4 } });

        Tensor products = Ops.Einsum("ij,kj->ik", x, x);                     // (2, 2): each row by each row
        Tensor spread = Ops.StdDev(x, axis: 0, keepAxis: true);              // (1, 3): of each column
        Tensor total = Ops.Sum(x, [0, ^1]);                                  // (): over both axes
        Tensor framed = Ops.Pad(x, [0, (1, 1)], PadMode.Reflect);            // (2, 5)
        Tensor backwards = Ops.Slice(x, 1, .., -2);                          // (2, 2): the last and the first column
        Tensor ordered = Ops.TakeAlongAxis(x, Ops.ArgSort(x, 1), 1);         // (2, 3): what Ops.Sort gives

        using var tape = new GradientTape();
        Tensor w = tape.Watch(x);
        Tensor gradient = tape.Gradient(Ops.Sum(Ops.Norm(w, 1)), w);         // each row divided by its length

        output.WriteLine($"products {products[0, 1]} total {total.Item()} spread {spread[0, 0]}");
        output.WriteLine($"framed {string.Join(' ', framed.Rows(0, 1).ToArray())}");
        output.WriteLine($"backwards {string.Join(' ', backwards.ToArray())} ordered {string.Join(' ', ordered.ToArray())}");
        output.WriteLine($"gradient {gradient[0, 0]:F4}");
    }
}
