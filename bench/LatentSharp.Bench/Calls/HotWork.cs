using System.Reflection;

namespace LatentSharp.Bench;

/// <summary>
/// Runs kernels of all kinds once: every operation of one or two tensors, every activation, layers, optimizers and steps of rows.
/// </summary>
internal static class HotWork
{
    private static readonly string[] Rows = ["layer_norm_64", "upsample_bilinear", "vae_256", "vae_tabular", "gan_128", "simple_rnn_32"];

    private static readonly Shape[] Shapes = [[40, 70], [4, 6, 8, 5]];

    internal static void Run()
    {
        Engine.Threads = 1;
        foreach (var method in typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(IsElementary)) Differentiate(method);
        foreach (var layers in Networks()) Fit(new Adam(), layers);
        foreach (var optimizer in Optimizers()) Fit(optimizer, [new Dense(24)]);
        foreach (var row in Rows) Table.Choose([row])[0].Ours().Run(0.001);
    }

    /// <summary>Whether all that must be given are one or two tensors.</summary>
    private static bool IsElementary(MethodInfo method)
    {
        var all = method.GetParameters();
        var given = all.Where(parameter => !parameter.HasDefaultValue).ToArray();
        return given.Length is 1 or 2 && method.ReturnType == typeof(Tensor) && !method.IsGenericMethod
            && !Array.Exists(all, parameter => parameter.ParameterType.IsByRefLike)
            && Array.TrueForAll(given, parameter => parameter.ParameterType == typeof(Tensor));
    }

    private static void Differentiate(MethodInfo method)
    {
        foreach (var shape in Shapes)
        {
            var arguments = Array.ConvertAll(method.GetParameters(), parameter => parameter.HasDefaultValue ? Type.Missing : null);
            using var tape = new GradientTape();
            var sources = new List<Tensor>();
            for (var i = 0; i < arguments.Length; i++)
            {
                if (arguments[i] is not null) continue;
                sources.Add(tape.Watch(BenchData.Uniform(shape[0], shape.Count / shape[0]).Reshape(shape)));
                arguments[i] = sources[^1];
            }
            try
            {
                var result = (Tensor)method.Invoke(null, BindingFlags.OptionalParamBinding, null, arguments, null)!;
                tape.Gradient(Ops.Sum(Ops.Square(result)), sources.ToArray());
            }
            catch (Exception e) when (e is BadArgumentException or TargetInvocationException { InnerException: BadArgumentException })
            {
                // An operation of other shapes or types of numbers.
            }
        }
    }

    private static IEnumerable<Layer[]> Networks()
    {
        foreach (var activation in Activations.All) yield return [new Dense(34, activation), new Dense(24)];
        yield return [new Dense(60), new BatchNormalization(), new LayerNormalization(), new Dropout(0.5f)];
        yield return [new Reshape([10, 7]), new LSTM(24)];
        yield return [new Reshape([10, 7]), new GRU(24)];
        yield return [new Reshape([10, 7]), new SimpleRNN(24)];
        yield return
            [new Reshape([10, 7]), new Dense(24), new TransformerBlock(2, 40, dropout: 0.1) { UseCausalMask = true }, new Flatten()];
        yield return [new Reshape([10, 7]), new Masking(), new TransformerBlock(1, 40), new Flatten()];
        yield return [new Reshape([10, 7, 1]), new Conv2D(20, 3, Activations.Relu), new MaxPooling2D(2), new Flatten(), new Dense(24)];
        yield return [new Reshape([10, 7, 1]), new Conv2D(33, 3, Activations.Gelu), new AveragePooling2D(2), new Flatten()];
        yield return [new Reshape([5, 7, 2]), new Conv2DTranspose(24, 3), new GroupNormalization(2), new Flatten()];
        yield return [new Reshape([5, 7, 2]), new DepthwiseConv2D(3), new UpSampling2D(2), new Flatten()];
    }

    private static IEnumerable<Optimizer> Optimizers() =>
        typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract)
            .Select(type => type.GetConstructors()[0])
            .Where(made => made.GetParameters().All(parameter => parameter.HasDefaultValue))
            .Select(made => (Optimizer)made.Invoke(Array.ConvertAll(made.GetParameters(), parameter => parameter.DefaultValue)));

    private static void Fit(Optimizer optimizer, Layer[] layers)
    {
        var model = new Sequential(layers);
        var x = BenchData.Uniform(40, 70);
        model.Compile(optimizer, Losses.MeanSquaredError);
        var y = model.Predict(x);
        model.Fit(x, (y * 0.5f).Keep(), epochs: 1, batchSize: 20);
    }
}
