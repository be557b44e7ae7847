extension SkillCatalogue {
    static let cooking = """
        cooking | Cooking | kochen, cocina, cocinar, cuisine, home cooking
        cooking-basics | Cooking basics | beginner cooking, kochen für anfänger
        knife-skills | Knife skills | chopping, schneidetechniken
        baking | Baking | backen, repostería, home baking
        bread-baking | Bread baking | bread, bread making, brot backen, hornear pan
        sourdough | Sourdough | sauerteig, masa madre, sourdough bread
        cake-decorating | Cake decorating | torten dekorieren, fondant, tortendekoration, cakes
        pastry | Pastry | patisserie, konditorei, croissants, viennoiserie
        chocolate-making | Chocolate making | chocolatier, pralinen, bombones, chocolate
        italian-cooking | Italian cooking | italian cuisine, italienische küche, cocina italiana
        pasta-making | Pasta making | fresh pasta, homemade pasta, pasta selber machen
        pizza-making | Pizza making | pizza, neapolitan pizza, pizza backen
        french-cooking | French cooking | french cuisine, französische küche, cocina francesa
        spanish-cooking | Spanish cooking | spanish cuisine, tapas, paella, spanische küche, cocina española
        mexican-cooking | Mexican cooking | mexican cuisine, tacos, cocina mexicana, mexikanische küche
        indian-cooking | Indian cooking | indian cuisine, curry, indische küche, cocina india
        thai-cooking | Thai cooking | thai cuisine, thailändische küche, cocina tailandesa
        chinese-cooking | Chinese cooking | chinese cuisine, wok, dim sum, chinesische küche, cocina china
        japanese-cooking | Japanese cooking | japanese cuisine, ramen, japanische küche, cocina japonesa
        sushi-making | Sushi making | sushi, sushi rollen
        korean-cooking | Korean cooking | korean cuisine, kimchi, koreanische küche
        vietnamese-cooking | Vietnamese cooking | vietnamese cuisine, pho, vietnamesische küche
        middle-eastern-cooking | Middle Eastern cooking | lebanese cooking, levantine cooking, mezze, falafel
        turkish-cooking | Turkish cooking | turkish cuisine, türkische küche
        african-cooking | African cooking | ethiopian cooking, west african cooking, afrikanische küche
        vegetarian-cooking | Vegetarian cooking | vegetarian, vegetarisch kochen, cocina vegetariana
        vegan-cooking | Vegan cooking | vegan, vegan kochen, cocina vegana, plant-based cooking
        gluten-free-baking | Gluten-free baking | gluten free, glutenfrei backen, sin gluten
        grilling | Grilling and barbecue | grilling, barbecue, bbq, grillen, barbacoa, smoking meat
        fermentation | Fermentation | fermenting, fermentieren, sauerkraut, kombucha, fermentación
        preserving | Preserving and canning | preserving, canning, jam making, einkochen, conservas, pickling
        cheese-making | Cheese making | cheese, käse herstellen, hacer queso
        home-brewing | Home brewing | beer brewing, bier brauen, brewing, hacer cerveza
        wine-tasting | Wine tasting | wine, sommelier, weinverkostung, cata de vinos
        coffee-brewing | Coffee and barista skills | coffee, barista, latte art, espresso, kaffee zubereiten
        tea | Tea | tea ceremony, teezeremonie, gongfu tea
        cocktails | Cocktails | mixology, bartending, cocktails mixen, coctelería
        meal-planning | Meal planning | meal prep, essensplanung, budget cooking, batch cooking
        butchery | Butchery | fleischzerlegung, charcuterie, sausage making, wurst machen
        """
}
