extension SkillCatalogue {
    static let nature = """
        gardening | Gardening | gärtnern, garten, jardinería, gaertnern, weeding
        vegetable-gardening | Vegetable gardening | growing vegetables, gemüse anbauen, huerto, allotment
        urban-gardening | Urban gardening | balcony gardening, balkongarten, rooftop garden, huerto urbano
        permaculture | Permaculture | permakultur, permacultura, regenerative gardening
        composting | Composting | kompost, compost, compostaje, vermicomposting
        houseplants | Houseplants | indoor plants, zimmerpflanzen, plantas de interior
        bonsai | Bonsai
        cacti | Cacti and succulents | cacti, succulents, kakteen, cactus
        orchids | Orchids | orchideen, orquídeas
        flower-arranging | Flower arranging | floristry, ikebana, blumen binden, arreglos florales
        landscape-design | Landscape design | garden design, gartengestaltung, paisajismo, landscaping
        fruit-trees | Fruit trees and pruning | pruning, obstbäume schneiden, grafting, poda, orchard care
        lawn-care | Lawn care | rasenpflege, cuidado del césped
        herbs | Herbs and medicinal plants | herbalism, herbs, kräuterkunde, plantas medicinales, heilpflanzen
        hydroponics | Hydroponics | hydrokultur, hidroponía, aquaponics
        seed-saving | Seed saving | saatgut gewinnen, semillas
        farming | Farming | agriculture, landwirtschaft, agricultura, organic farming
        foraging | Foraging | wild food, wildkräuter sammeln, wildkräuter, plantas silvestres
        mushrooms | Mushroom hunting | mushrooms, pilze sammeln, mycology, setas, fungi
        mushroom-growing | Mushroom growing | pilze züchten, mushroom cultivation, cultivo de setas
        beekeeping | Beekeeping | imkern, apicultura, bees, apiculture
        chicken-keeping | Keeping chickens | hühner halten, poultry keeping
        dog-training | Dog training | hundeerziehung, hundetraining, adiestramiento canino, puppy training
        cat-care | Cat care | cats, katzenpflege, cat behaviour, cuidado de gatos
        horse-care | Horse care | pferdepflege, cuidado de caballos, groundwork with horses
        aquariums | Aquariums | fishkeeping, aquaristik, acuarios, aquascaping
        pet-grooming | Pet grooming | dog grooming, hundepflege, peluquería canina
        birdwatching | Birdwatching | birding, vögel beobachten, ornithology, observación de aves
        nature-identification | Plant identification | botany, wildflowers, pflanzen bestimmen, botánica
        insects | Insects and entomology | entomology, insects, butterflies, insekten
        wildlife-photography | Nature photography | wildlife photography, naturfotografie, landscape photography
        hiking | Hiking | wandern, senderismo, trekking, backpacking, excursionismo
        camping | Camping | zelten, acampar, wild camping
        bushcraft | Bushcraft | wilderness survival, survival skills, outdoor survival
        navigation | Map and compass navigation | orienteering, map reading, kartenlesen, orientierungslauf
        fishing | Fishing | angeln, pesca, fly fishing, angling, fliegenfischen
        knots | Knots | knot tying, knoten, ropework, nudos
        stargazing | Stargazing | amateur astronomy, sternbeobachtung, astrophotography, observar estrellas
        weather | Weather and meteorology | meteorology, wetterkunde, weather forecasting, meteorología
        geocaching | Geocaching
        rocks | Rocks and minerals | minerals, fossils, mineralogy, mineralien
        sustainable-living | Sustainable living | zero waste, nachhaltig leben, vida sostenible, sustainability
        forestry | Forestry | forstwirtschaft, silvicultura, woodland management
        """
}
