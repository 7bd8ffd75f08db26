using System.Text.Json.Nodes;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Each kind of setting, to JSON and back.</summary>
public class ConfigTests
{
    [Theory]
    [InlineData("\"relu\"")]
    [InlineData("\"leaky_relu\"")]
    [InlineData("""{"type":"leaky_relu","negativeSlope":0.3}""")]
    [InlineData("""{"type":"relu_with","negativeSlope":0.1,"maxValue":6}""")]
    [InlineData("\"relu_with\"")]
    [InlineData("""{"type":"gelu","approximate":true}""")]
    [InlineData("\"gelu\"")]
    [InlineData("""{"type":"threshold","threshold":0.5,"value":2}""")]
    public void Activations_come_back(string json) => RoundTrip<ActivationFunction>(json);

    [Theory]
    [InlineData("\"he_uniform\"")]
    [InlineData("\"zeros\"")]
    [InlineData("\"orthogonal\"")]
    [InlineData("""{"type":"constant","value":0.25}""")]
    [InlineData("""{"type":"random_normal","mean":1,"deviation":0.5}""")]
    [InlineData("""{"type":"variance_scaling","scale":2,"mode":"out","distribution":"uniform"}""")]
    public void Initializers_come_back(string json) => RoundTrip<Initializer>(json);

    [Fact]
    public void Regularizers_and_constraints_come_back()
    {
        RoundTrip<Regularizer>("\"l2\"");
        RoundTrip<Regularizer>("""{"type":"l1_l2","l1":0.5,"l2":0.25}""");
        RoundTrip<Regularizer>("""{"type":"orthogonal","columns":true}""");
        RoundTrip<Constraint>("\"non_negative\"");
        RoundTrip<Constraint>("""{"type":"min_max_norm","least":0.5,"most":2,"rate":0.5,"axis":1}""");
    }

    [Theory]
    [InlineData("\"mean_squared_error\"")]
    [InlineData("\"kl_divergence\"")]
    [InlineData("""{"type":"mean_squared_error","reduction":"sum"}""")]
    [InlineData("\"binary_crossentropy_from_logits\"")]
    [InlineData("""{"type":"binary_crossentropy","labelSmoothing":0.1}""")]
    [InlineData("""{"type":"huber","delta":2}""")]
    [InlineData("""{"type":"binary_focal_crossentropy","alpha":0.25}""")]
    [InlineData("\"dice\"")]
    [InlineData("\"ctc\"")]
    [InlineData("""{"type":"tversky","alpha":0.25}""")]
    [InlineData("""{"type":"sparse_categorical_crossentropy","axis":1,"ignoreClass":255}""")]
    public void Losses_come_back(string json) => RoundTrip<Loss>(json);

    [Theory]
    [InlineData("\"accuracy\"")]
    [InlineData("\"auc\"")]
    [InlineData("""{"type":"auc","curve":"precisionRecall","thresholds":50,"summation":"minoring"}""")]
    [InlineData("""{"type":"precision","threshold":0.25,"classId":2}""")]
    [InlineData("""{"type":"top_k","k":3}""")]
    [InlineData("""{"type":"f1","average":"weighted"}""")]
    [InlineData("\"mean_absolute_error\"")]
    [InlineData("""{"type":"of","loss":{"type":"huber","delta":2}}""")]
    [InlineData("""{"type":"recall","classId":1,"topK":3}""")]
    [InlineData("""{"type":"false_positives","thresholds":[0.25,0.5]}""")]
    [InlineData("""{"type":"auc","multiLabel":true,"labelWeights":[1,0.5]}""")]
    [InlineData("""{"type":"f1","average":"none","classes":3}""")]
    [InlineData("""{"type":"f_beta","beta":2,"threshold":0.5}""")]
    [InlineData("""{"type":"precision_at_recall","recall":0.5,"thresholds":50}""")]
    [InlineData("""{"type":"recall_at_precision","precision":0.5}""")]
    [InlineData("""{"type":"sensitivity_at_specificity","specificity":0.5}""")]
    [InlineData("""{"type":"specificity_at_sensitivity","sensitivity":0.5,"classId":1}""")]
    [InlineData("""{"type":"io_u","classes":3,"targetClasses":[1],"ignoreClass":2}""")]
    [InlineData("""{"type":"mean_io_u","classes":3}""")]
    [InlineData("""{"type":"one_hot_io_u","classes":3,"targetClasses":[0,2]}""")]
    [InlineData("""{"type":"one_hot_mean_io_u","classes":3}""")]
    [InlineData("""{"type":"binary_io_u","threshold":0.25}""")]
    [InlineData("""{"type":"mean","name":"speed","direction":"largerIsBetter"}""")]
    [InlineData("\"sum\"")]
    [InlineData("""{"type":"of","loss":{"type":"sparse_categorical_crossentropy","ignoreClass":0}}""")]
    public void Metrics_come_back(string json) => RoundTrip<Metric>(json);

    [Theory]
    [InlineData("\"adam\"")]
    [InlineData("\"adamw\"")]
    [InlineData("""{"type":"adam","learningRate":0.01,"amsGrad":true,"beta1":0.8,"clipNorm":1,"useEma":true}""")]
    [InlineData("""{"type":"adamw","weightDecay":0}""")]
    [InlineData("""{"type":"sgd","learningRate":{"type":"cosine_decay","initial":0.1,"steps":1000,"warmupTarget":0.2,"warmupSteps":10}}""")]
    [InlineData("""{"type":"rmsprop","learningRate":{"type":"piecewise_constant_decay","boundaries":[10,20],"rates":[1,0.5,0.25]}}""")]
    [InlineData("""{"type":"lion","learningRate":{"type":"polynomial_decay","initial":0.1,"steps":5,"cycle":true}}""")]
    [InlineData("""{"type":"lion","learningRate":{"type":"exponential_decay","initial":0.1,"steps":5,"rate":0.9,"staircase":true}}""")]
    [InlineData("""{"type":"lion","learningRate":{"type":"inverse_time_decay","initial":0.1,"steps":5,"rate":0.9}}""")]
    [InlineData("""{"type":"lion","learningRate":{"type":"cosine_decay_restarts","initial":0.1,"firstSteps":5,"alpha":0.1}}""")]
    [InlineData("\"lamb\"")]
    [InlineData("""{"type":"ftrl","beta":1,"l1":0.5}""")]
    [InlineData("""{"type":"adafactor","learningRate":0.01,"clipThreshold":2}""")]
    [InlineData("""{"type":"adamw","excludeFromWeightDecay":["bias","gamma"],"gradientAccumulationSteps":4}""")]
    public void Optimizers_and_schedules_come_back(string json) => RoundTrip<Optimizer>(json);

    [Fact]
    public void Whatever_a_catalog_holds_comes_back()
    {
        var x = new TestNumbers(5).Tensor([3, 4]);
        foreach (var activation in Activations.All)
            Again(activation).Apply(x).ToArray().ShouldBe(activation.Apply(x).ToArray(), activation.Name);
        foreach (var loss in Held<Loss>(typeof(Losses))) Again(loss).ShouldBe(loss);
        foreach (var metric in Held<Metric>(typeof(Metrics))) Again(metric).ShouldBe(metric);
        foreach (var initializer in Held<Initializer>(typeof(Initializers))) Again(initializer).ShouldBe(initializer);
    }

    [Fact]
    public void Settings_of_plain_types_come_back()
    {
        Plain<Index>(^2, "\"^2\"");
        Plain<Index>(1, "1");
        Plain<Range>(1..^1, "\"1..^1\"");
        Plain<Shape>([3, Shape.Any], "[3,-1]");
        Plain<(int, int)>((3, 5), "[3,5]");
        Plain<int[]>([1, 2], "[1,2]");
        Plain<IReadOnlyList<string>>(["a", "b"], """["a","b"]""");
        Plain(0.1f, "0.1");
        Plain(double.NegativeInfinity, "\"-Infinity\"");
        Plain<int?>(null, null);
        Plain(long.MaxValue, "9223372036854775807");
        Plain(FanMode.Average, "\"average\"");
        Plain(new Fans(2, 3), "[2,3]");
    }

    private static IEnumerable<T> Held<T>(Type catalog) =>
        catalog.GetProperties().Where(property => typeof(T).IsAssignableFrom(property.PropertyType))
            .Select(property => (T)property.GetValue(null)!);

    private static T Again<T>(T value) => (T)ConfigReader.Of(new ConfigWriter().Write(value, "test")!).Read(typeof(T));

    private static void RoundTrip<T>(string json)
    {
        var read = ConfigReader.Of(JsonNode.Parse(json)!).Read(typeof(T));
        InCulture.German(() => new ConfigWriter().Write(read, "test")!.ToJsonString()).ShouldBe(json);
    }

    private static void Plain<T>(T value, string? json)
    {
        var written = new ConfigWriter().Write(value, "test");
        written?.ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal).ShouldBe(json);
        if (written is not null) ConfigReader.Of(written).Read(typeof(T)).ShouldBe(value);
    }
}
