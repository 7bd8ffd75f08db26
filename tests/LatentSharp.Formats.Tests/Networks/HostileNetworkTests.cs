using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Files that are damaged, or that want harm: each is refused by name or is a network.</summary>
public class HostileNetworkTests
{
    private static readonly byte[] Good = NetworkRoundTripTests.Bytes(Rich());

    private static readonly NetworkArchive.Content Whole = NetworkArchive.Read(new MemoryStream(Good), "good");

    private static readonly NetworkArchive.Content Content = NetworkArchive.Read(
        new MemoryStream(NetworkRoundTripTests.Bytes(Plain())), "good");

    [Theory]
    [InlineData("""{"format":1}""", "'network' is missing")]
    [InlineData("""[]""", "an object is expected here")]
    [InlineData("", "no JSON object")]
    [InlineData("""{"format":1,"format":1}""", "no JSON object")]
    [InlineData("""{"format":1,"network":{"type":"dense","units":2,"units":3}}""", "no JSON object")]
    [InlineData("""{"format":2,"network":{}}""", "this network has format 2, which is newer than this program; it reads format 1")]
    [InlineData("""{"format":"1","network":{}}""", "format: a whole number from 1")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[]},"more":1}""", "'more' is not known here")]
    [InlineData("""{"format":1,"network":{"type":"dense","units":2}}""", "a Model is expected here")]
    [InlineData(
        """{"format":1,"network":{"type":"System.Diagnostics.Process"}}""",
        "network.type: 'System.Diagnostics.Process' is no layer that is known")]
    [InlineData("""{"format":1,"network":{"type":"sequential"}}""", "'layers' is missing")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[]}}""", "has no layers")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":0}]}}""", "Dense: units is 0")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":1.5}]}}""",
        "network.layers[0].units: a whole number")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":"2"}]}}""",
        "network.layers[0].units: a whole number")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":99999999999}]}}""",
        "network.layers[0].units: a whole number")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":null}]}}""", "null is not possible here")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[null]}}""", "network.layers[0]: null is not possible here")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":2,"activation":"get"}]}}""",
        "'get' is no activation function that is known")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":2,"activation":{"type":"relu","slope":1}}]}}""",
        "'slope' is not known here")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":2,"useBias":1}]}}""",
        "true or false is expected here")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":2,"path":"x"}]}}""",
        "'path' is not known here")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":2,"name":"a/b"}]}}""",
        "is not a name for a layer")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":2,"name":"\ud800"}]}}""", "")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[{"type":"reshape","target":[1,2,3,4,5,6,7,8,9]}]}}""", "at most 8")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[{"type":"reshape","target":[-2]}]}}""", "a whole number from -1")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"reshape","target":[2147483647,2147483647]}]}}""",
        "fewer than 2147483648")]
    [InlineData("""{"format":1,"network":{"type":"sequential","layers":[{"shared":1}]}}""", "no layer before this one has this id")]
    [InlineData(
        """{"format":1,"network":{"type":"model","inputs":[],"layers":[],"calls":[],"outputs":[]}}""", "needs an input and an output")]
    [InlineData(
        """{"format":1,"network":{"type":"model","inputs":[{"shape":[2]}],"layers":[],"calls":[{"layer":0,"inputs":[0]}],"outputs":[0]}}""",
        "there are no layers to call")]
    [InlineData(
        """{"format":1,"network":{"type":"model","inputs":[{"shape":[2]}],"layers":["""
        + """{"type":"flatten"}],"calls":[{"layer":0,"inputs":[1]}],"outputs":[0]}}""",
        "calls[0].inputs[0]: a whole number from 0 to 0")]
    [InlineData(
        """{"format":1,"network":{"type":"model","inputs":[{"shape":[2]}],"layers":["""
        + """{"type":"flatten"}],"calls":[{"layer":0,"inputs":[]}],"outputs":[0]}}""",
        "was called on nothing")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"flatten"}]}}""",
        "is there, but the network has no parameter of this name")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":[{"type":"dense","units":2000000000}]},"inputShapes":[[1]]}""",
        "the network needs Float32 (1, 2000000000)")]
    [InlineData(
        """{"format":1,"network":{"type":"sequential","layers":["""
        + """{"type":"dense","units":5},{"type":"dense","units":5},{"type":"dense","units":5}]},"inputShapes":[[7]]}""",
        "weight 'dense_1/kernel': the file has Float32 (5, 2); the network needs Float32 (5, 5)")]
    public void A_configuration_that_is_wrong_is_refused_with_its_place(string config, string because)
    {
        var message = Should.Throw<BadFileException>(() =>
            NetworkFile.Load(Content with { Config = Encoding.UTF8.GetBytes(config) }, "test")).Message;
        message.ShouldStartWith("test: config.json: ");
        message.ShouldContain(because);
    }

    [Fact]
    public void Depth_without_end_is_refused()
    {
        var deep = new StringBuilder("{\"format\":1,\"network\":");
        for (var i = 0; i < 100_000; i++) deep.Append("{\"type\":\"sequential\",\"layers\":[");
        Should.Throw<BadFileException>(() => NetworkFile.Load(Content with { Config = Encoding.UTF8.GetBytes(deep.ToString()) }, "test"));
        Should.Throw<BadFileException>(() =>
            NetworkFile.Load(Content with { Config = Encoding.UTF8.GetBytes(new string('[', 100_000)) }, "test"));
    }

    [Fact]
    public void Networks_that_multiply_are_refused()
    {
        var shared = string.Concat(Enumerable.Repeat(""",{"shared":1}""", 9));
        var ten = $$""" "layers":[{"type":"flatten","id":1}{{shared}}]""";
        var config = $$"""{"type":"sequential",{{ten}},"id":2}""";
        for (var level = 3; level < 20; level++)
        {
            var again = string.Concat(Enumerable.Repeat($$""",{"shared":{{level - 1}} }""", 9));
            config = $$"""{"type":"sequential","id":{{level}},"layers":[{{config}}{{again}}]}""";
        }
        Should.Throw<BadFileException>(() =>
            NetworkFile.Load(Content with { Config = Encoding.UTF8.GetBytes($$"""{"format":1,"network":{{config}} }""") }, "test"))
            .Message.ShouldContain("would call more than 1000000 layers");
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_by_name()
    {
        var weights = Content.Weights.Tensors.ToDictionary(StringComparer.Ordinal);
        weights.Remove("dense/bias");
        Refusal(weights).ShouldContain("weight 'dense/bias': it is missing");
        weights["dense/bias"] = Tensor.From(1, 2, 3, 4, 5);
        Refusal(weights).ShouldContain("weight 'dense/bias': the file has Int32 (5); the network needs Float32 (5)");
        weights["dense/bias"] = Content.Weights.Tensors["dense/bias"];
        weights["else"] = Tensor.Scalar(1);
        Refusal(weights).ShouldContain("the weight 'else' is there, but the network has no parameter of this name");

        static string Refusal(Dictionary<string, Tensor> weights) =>
            Should.Throw<BadFileException>(() =>
                NetworkFile.Load(Content with { Weights = new SafetensorsFile(weights, Content.Weights.Metadata) }, "test")).Message;
    }

    [Fact]
    public void An_optimizers_memory_that_does_not_fit_is_refused()
    {
        var memory = new TrainingSnapshot();
        Refusal(Whole with { Optimizer = memory }).ShouldContain("compile: The snapshot has no number 'steps'");
        memory.Add("position", Whole.Optimizer!.Under("position"));
        memory.Add("optimizer/step", 3L);
        memory.Add("optimizer/moment_0", Tensor.Zeros([5]));
        Refusal(Whole with { Optimizer = memory }).ShouldContain("compile: The snapshot's 'moment_0' is Float32 (5)");
        Refusal(Content with { Optimizer = memory }).ShouldContain("'compile' is missing");

        static string Refusal(NetworkArchive.Content content) =>
            Should.Throw<BadFileException>(() => NetworkFile.Load(content, "test")).Message;
    }

    [Fact]
    public void Damaged_archives_are_refused_or_read()
    {
        var refused = 0;
        for (var number = 0; number < 300; number++)
        {
            try
            {
                NetworkFile.Load(new MemoryStream(Damage.Do(Good, number)), "test");
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Damaged_configurations_are_refused_or_read()
    {
        var refused = 0;
        for (var number = 0; number < 600; number++)
        {
            try
            {
                NetworkFile.Load(Whole with { Config = Damage.Do(Whole.Config, number) }, "test");
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Every_cut_of_the_configuration_and_of_the_file_is_refused()
    {
        for (var length = 0; length < Whole.Config.Length - 1; length += 3)
            Should.Throw<BadFileException>(() => NetworkFile.Load(Whole with { Config = Whole.Config[..length] }, "test"));
        for (var length = 0; length < Good.Length; length += 7)
            Should.Throw<BadFileException>(() => NetworkFile.Load(new MemoryStream(Good[..length]), "test"));
    }

    [Fact]
    public void Every_value_replaced_by_another_kind_of_value_is_refused_or_read()
    {
        string[] others = ["null", "true", "-1", "1e300", "\"x\"", "[]", "{}", "[[1]]", "2147483648"];
        var places = Leaves(JsonNode.Parse(Whole.Config)!).ToList();
        places.Count.ShouldBeGreaterThan(30);
        foreach (var place in places)
        {
            foreach (var other in others)
            {
                var config = JsonNode.Parse(Whole.Config)!;
                var node = place.Aggregate(config, (at, step) => step is int i ? at[i]! : at[(string)step]!);
                node.ReplaceWith(JsonNode.Parse(other));
                try
                {
                    NetworkFile.Load(Whole with { Config = Encoding.UTF8.GetBytes(config.ToJsonString()) }, "test");
                }
                catch (BadFileException e)
                {
                    e.Message.ShouldStartWith("test: config.json: ");
                }
            }
        }
    }

    [Fact]
    public void Archives_with_other_members_or_packed_ones_are_refused()
    {
        Refusal(("config.json", false)).ShouldContain("weights.safetensors is missing");
        Refusal(("../config.json", false)).ShouldContain("is no part of a saved network");
        Refusal(("config.json", false), ("config.json", false)).ShouldContain("or there twice");
        Refusal(("config.json", true)).ShouldContain("packed or encrypted");

        static string Refusal(params (string Name, bool Pack)[] members)
        {
            var stream = new MemoryStream();
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (name, pack) in members)
                {
                    using var member = zip.CreateEntry(name, pack ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                    member.Write(new byte[1000]);
                }
            }
            return Should.Throw<BadFileException>(() => NetworkFile.Load(stream, "test")).Message;
        }
    }

    /// <summary>A network with a setting of nearly every kind.</summary>
    private static Sequential Rich()
    {
        var x = Symbol.Input(7, "x");
        var encoder = new Sequential(
            new Dense(5, Activations.LeakyRelu(0.3f)) { KernelRegularizer = Regularizers.L2(0.5) },
            new Dense(2) { KernelInitializer = Initializers.VarianceScaling(2) });
        var drawn = new Model(
            x,
            new Concatenate(^1).Call(encoder.Call(x), new Dense(2, Activations.Tanh).Call(encoder.Call(x)))) { Name = "drawn", Seed = 3 };
        var model = new Sequential(
            drawn, new Reshape([2, 2]), new Flatten(), new Dropout(0.25),
            new Dense(3) { UseBias = false, KernelConstraint = Constraints.UnitNorm() });
        model.Compile(
            new Adam(new CosineDecay(0.1, 10)) { ClipNorm = 1 }, Losses.Huber with { Delta = 2 }, Metrics.F1(),
            Metrics.Auc(thresholds: 5, fromLogits: true));
        model.Fit(new TestNumbers(1).Tensor([4, 7]), Tensor.From([0f, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1], [4, 3]));
        return model;
    }

    private static Sequential Plain()
    {
        var model = new Sequential(new Dense(5), new Dense(2));
        model.Build(7);
        return model;
    }

    /// <summary>The ways to all values and lists within.</summary>
    private static IEnumerable<object[]> Leaves(JsonNode node) => node switch
    {
        JsonObject all => all.SelectMany(pair => Leaves(pair.Value!).Append([]).Select(rest => (object[])[pair.Key, .. rest])),
        JsonArray all => all.SelectMany((item, i) => Leaves(item!).Append([]).Select(rest => (object[])[i, .. rest])),
        _ => [],
    };
}
